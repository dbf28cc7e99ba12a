package com.metricai.faults;

import com.metricai.kafka.embedded.EmbeddedKafka;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** The real broker in a process of its own. */
public final class BrokerMain {
    private BrokerMain() {}

    /** Arguments: the data directory, the port, and the port that clients are told to connect to. */
    public static void main(String[] arguments) throws InterruptedException {
        EmbeddedKafka broker = EmbeddedKafka.start(
                Path.of(arguments[0]),
                Integer.parseInt(arguments[1]),
                Map.of("advertised.listeners", "PLAINTEXT://127.0.0.1:" + arguments[2]));
        Runtime.getRuntime().addShutdownHook(new Thread(broker::close));
        new CountDownLatch(1).await();
    }
}
