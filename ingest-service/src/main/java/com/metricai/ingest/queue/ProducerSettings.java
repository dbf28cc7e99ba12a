package com.metricai.ingest.queue;

import com.metricai.ingest.IngestSettings;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;

/** The producer's settings: nothing is lost after an acknowledgement, and nothing waits longer than a client does. */
final class ProducerSettings {
    /** Room for headers and framing above the largest body, in the request and in the topic. */
    static final int HEADROOM_BYTES = 4 * 1024 * 1024;

    private static final Duration MAX_BLOCK = Duration.ofSeconds(1);
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(3);
    private static final Duration DELIVERY_TIMEOUT = Duration.ofMillis(4200);

    private ProducerSettings() {}

    static Map<String, Object> of(IngestSettings settings) {
        long maxBody = settings.maxBody().toBytes();
        return Map.ofEntries(
                Map.entry(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers()),
                Map.entry(ProducerConfig.CLIENT_ID_CONFIG, "ingest-service"),
                Map.entry(ProducerConfig.ACKS_CONFIG, "all"),
                Map.entry(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true),
                Map.entry(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4"),
                // Latency before batching: requests of one moment still share a batch while the previous one is under
                // way.
                Map.entry(ProducerConfig.LINGER_MS_CONFIG, 0),
                Map.entry(ProducerConfig.BATCH_SIZE_CONFIG, 64 * 1024),
                // Checks the size before compression.
                Map.entry(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, (int) maxBody + HEADROOM_BYTES),
                // Everything in flight and one more body: send() never waits for memory.
                Map.entry(
                        ProducerConfig.BUFFER_MEMORY_CONFIG,
                        settings.maxInFlight().toBytes() + maxBody + HEADROOM_BYTES),
                Map.entry(ProducerConfig.MAX_BLOCK_MS_CONFIG, MAX_BLOCK.toMillis()),
                Map.entry(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) REQUEST_TIMEOUT.toMillis()),
                Map.entry(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) DELIVERY_TIMEOUT.toMillis()),
                // A broker that comes back is found within half a second.
                Map.entry(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500L),
                Map.entry(ProducerConfig.SOCKET_CONNECTION_SETUP_TIMEOUT_MS_CONFIG, 1_000L),
                Map.entry(ProducerConfig.SOCKET_CONNECTION_SETUP_TIMEOUT_MAX_MS_CONFIG, 2_000L));
    }
}
