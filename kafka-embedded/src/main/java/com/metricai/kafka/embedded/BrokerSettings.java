package com.metricai.kafka.embedded;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** What a single broker on one machine is told. Sizes in bytes. */
final class BrokerSettings {
    static final int NODE_ID = 1;
    static final String CONTROLLER = "CONTROLLER";

    private static final int MIB = 1024 * 1024;

    private BrokerSettings() {}

    static Map<String, String> of(Path directory, int port, int controllerPort, Map<String, String> overrides) {
        Map<String, String> settings = new HashMap<>();
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", Integer.toString(NODE_ID));
        settings.put("log.dirs", directory.toString());

        // The voter's address is read from here at each start and is not stored: the controller's port may change.
        settings.put("controller.quorum.voters", NODE_ID + "@127.0.0.1:" + controllerPort);
        settings.put("controller.listener.names", CONTROLLER);
        settings.put(
                "listeners", "PLAINTEXT://127.0.0.1:%d,%s://127.0.0.1:%d".formatted(port, CONTROLLER, controllerPort));
        settings.put("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port);
        settings.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT," + CONTROLLER + ":PLAINTEXT");
        settings.put("inter.broker.listener.name", "PLAINTEXT");

        replicatedOnce(settings, "offsets.topic.replication.factor", "offsets.topic.num.partitions");
        replicatedOnce(
                settings,
                "transaction.state.log.replication.factor",
                "transaction.state.log.min.isr",
                "transaction.state.log.num.partitions");
        replicatedOnce(
                settings,
                "share.coordinator.state.topic.replication.factor",
                "share.coordinator.state.topic.min.isr",
                "share.coordinator.state.topic.num.partitions");
        settings.put("group.initial.rebalance.delay.ms", "0");
        // A topic that springs from a typing error would have the wrong retention and nobody reading it.
        settings.put("auto.create.topics.enable", "false");

        // Without these two a restart waits 9 s for the session of the previous run to expire.
        settings.put("controlled.shutdown.enable", "true");
        settings.put("broker.session.timeout.ms", "1500");
        settings.put("broker.heartbeat.interval.ms", "500");

        sizes(settings);

        // The defaults are meant for a machine that does nothing else: 3 + 8 + 10 threads, 128 MiB for the cleaner.
        settings.put("num.network.threads", "1");
        settings.put("num.io.threads", "2");
        settings.put("background.threads", "2");
        settings.put("log.cleaner.dedupe.buffer.size", Integer.toString(2 * MIB));
        settings.put("metadata.log.segment.bytes", Integer.toString(8 * MIB));

        settings.putAll(overrides);
        return Map.copyOf(settings);
    }

    /** Everything on a record's way must let the largest one through, the segment that it is stored in included. */
    private static void sizes(Map<String, String> settings) {
        String record = Integer.toString(EmbeddedKafka.MAX_RECORD_BYTES);
        settings.put("message.max.bytes", record);
        settings.put("replica.fetch.max.bytes", record);
        settings.put("replica.fetch.response.max.bytes", record);
        settings.put("fetch.max.bytes", record);
        settings.put("socket.request.max.bytes", Integer.toString(EmbeddedKafka.MAX_RECORD_BYTES + 8 * MIB));
        settings.put("log.segment.bytes", Integer.toString(2 * EmbeddedKafka.MAX_RECORD_BYTES));
    }

    private static void replicatedOnce(Map<String, String> settings, String... names) {
        for (String name : names) {
            settings.put(name, "1");
        }
    }
}
