package com.metricai.faults;

import com.metricai.kafka.embedded.EmbeddedKafka;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** The real broker in a process of its own, with two doors: one for the consumers, one for everybody else. */
public final class BrokerMain {
    private BrokerMain() {}

    /**
     * Arguments: the data directory; the port, the consumers' port and the controller's; then the ports that clients and
     * consumers are told to connect to.
     */
    public static void main(String[] arguments) throws InterruptedException {
        int port = Integer.parseInt(arguments[1]);
        EmbeddedKafka broker = EmbeddedKafka.start(
                Path.of(arguments[0]),
                port,
                Map.of(
                        "listeners",
                        "PLAINTEXT://127.0.0.1:%d,CONSUMERS://127.0.0.1:%s,CONTROLLER://127.0.0.1:%s"
                                .formatted(port, arguments[2], arguments[3]),
                        "controller.quorum.voters",
                        "1@127.0.0.1:" + arguments[3],
                        "listener.security.protocol.map",
                        "PLAINTEXT:PLAINTEXT,CONSUMERS:PLAINTEXT,CONTROLLER:PLAINTEXT",
                        "advertised.listeners",
                        "PLAINTEXT://127.0.0.1:%s,CONSUMERS://127.0.0.1:%s".formatted(arguments[4], arguments[5])));
        Runtime.getRuntime().addShutdownHook(new Thread(broker::close));
        new CountDownLatch(1).await();
    }
}
