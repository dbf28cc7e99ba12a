package com.metricai.kafka.embedded;

import org.apache.kafka.common.utils.Exit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Kafka ends the JVM when its controller fails to start. Between {@link #report()} and {@link #halt()} it does not: the
 * failure comes out of {@code startup()} as an exception, after Kafka has cleaned up, and the caller can say what is wrong.
 * Kafka's procedures are static, so this is as well.
 */
final class StartupFaults {
    private static final Logger log = LoggerFactory.getLogger(StartupFaults.class);

    private StartupFaults() {}

    static void report() {
        Exit.setHaltProcedure(StartupFaults::log);
        Exit.setExitProcedure(StartupFaults::log);
    }

    /**
     * From here on a fault ends the JVM again, as a running broker's should. It is said here how: Kafka's own reset leaves
     * procedures that only throw, and a broker without its disk would go on as if it were one. Nothing is closed before, as
     * the thread that ends the JVM may be one that closing waits for.
     */
    static void halt() {
        Exit.setHaltProcedure((status, message) -> Runtime.getRuntime().halt(status));
        Exit.setExitProcedure((status, message) -> Runtime.getRuntime().halt(status));
    }

    private static void log(int status, String message) {
        log.debug("Kafka wanted to end this process with status {}: {}", status, message);
    }
}
