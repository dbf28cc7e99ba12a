package com.metricai.kafka.embedded;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.common.utils.Exit;

/** A child process for tests: a broker in which Kafka finds, on a thread of its own, that it cannot work any longer. */
final class FailingBroker {
    static final int STATUS = 7;

    private FailingBroker() {}

    public static void main(String[] args) throws Exception {
        EmbeddedKafka kafka = EmbeddedKafka.start(Path.of(args[0]), 0, Map.of());
        Runtime.getRuntime().addShutdownHook(new Thread(kafka::close));
        boolean exits = args[1].equals("exit");
        Thread.ofPlatform().start(() -> {
            if (exits) {
                Exit.exit(STATUS, "a fault of the test");
            } else {
                Exit.halt(STATUS, "a fault of the test");
            }
        });
        new CountDownLatch(1).await();
    }
}
