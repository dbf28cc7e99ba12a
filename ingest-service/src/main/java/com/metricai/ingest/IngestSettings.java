package com.metricai.ingest;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Everything about ingest that can be set. The file {@code ingest-service.yml} names an environment variable for each.
 *
 * @param port where OTLP over HTTP is taken; 0 for any free port
 * @param address the address to bind to; 0.0.0.0 for all, which makes the port reachable from other machines
 * @param database the SQLite file with the tokens; only read
 * @param bootstrapServers the Kafka brokers, host:port, comma-separated
 * @param maxBody the largest body, compressed or not, and after decompression
 * @param gzipAbove plain bodies above this size are compressed before they are published
 * @param maxInFlight bytes received and not yet acknowledged by the broker, of all requests together; 503 beyond
 * @param rateLimit requests per second of a token that has no limit of its own; 429 beyond. A client that gets 429 for
 *     10 s loses its batch
 * @param byteRateLimit bytes of bodies per second of a token that has no limit of its own; 429 beyond
 * @param tokenRefresh how often tokens are read again: a new or revoked one takes effect after this
 * @param stallTimeout how long a client may send nothing in the middle of a body
 * @param bodyTimeout how long a body may take as a whole
 * @param headTimeout how long the head of a request may take, the first from the beginning of its connection
 * @param maxConnections open at once; 503 beyond
 * @param answerTimeout how long the broker has, once the body is there
 * @param partitions of the topics, when ingest makes them
 * @param replicationFactor of the topics, when ingest makes them: 3 where there are three brokers
 * @param retention how long the topic keeps what was not read
 * @param deadLetterRetention how long the dead-letter topic keeps its records
 * @param usageReport how often what each token sent is reported
 * @param backlogCheck how often the backlog and the disk are looked at
 * @param maxBacklogAge 503 when the oldest unread record is older: before retention deletes it
 * @param consumerGroup the group whose committed offsets say what was read
 * @param kafkaDataDir where the broker on this machine keeps its data; none when it is elsewhere
 * @param minFreeDisk 503 when less is free in {@code kafkaDataDir}
 */
@ConfigurationProperties("metric-ai.ingest")
public record IngestSettings(
        @DefaultValue("4318") int port,
        @DefaultValue("127.0.0.1") String address,
        @DefaultValue("data/metric-ai.db") Path database,
        @DefaultValue("127.0.0.1:9092") String bootstrapServers,
        @DefaultValue("64MB") DataSize maxBody,
        @DefaultValue("512KB") DataSize gzipAbove,
        @DefaultValue("128MB") DataSize maxInFlight,
        @DefaultValue("1000") int rateLimit,
        @DefaultValue("64MB") DataSize byteRateLimit,
        @DefaultValue("2s") Duration tokenRefresh,
        @DefaultValue("4s") Duration stallTimeout,
        @DefaultValue("30s") Duration bodyTimeout,
        @DefaultValue("10s") Duration headTimeout,
        @DefaultValue("10000") int maxConnections,
        @DefaultValue("4500ms") Duration answerTimeout,
        @DefaultValue("3") int partitions,
        @DefaultValue("1") short replicationFactor,
        @DefaultValue("7d") Duration retention,
        @DefaultValue("14d") Duration deadLetterRetention,
        @DefaultValue("10s") Duration usageReport,
        @DefaultValue("30s") Duration backlogCheck,
        @DefaultValue("156h") Duration maxBacklogAge,
        @DefaultValue("queue-consumer") String consumerGroup,
        @Nullable Path kafkaDataDir,
        @DefaultValue("256MB") DataSize minFreeDisk) {

    private static final DataSize LARGEST_BODY = DataSize.ofGigabytes(1);
    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(5);

    public IngestSettings {
        // An environment variable that is not set arrives as an empty text.
        if (kafkaDataDir != null && kafkaDataDir.toString().isEmpty()) {
            kafkaDataDir = null;
        }
        require(port >= 0 && port <= 65_535, "port must be 0 to 65535, is " + port);
        require(!address.isBlank(), "address must not be empty");
        require(!bootstrapServers.isBlank(), "bootstrap-servers must not be empty");
        require(
                maxBody.toBytes() > 0 && maxBody.compareTo(LARGEST_BODY) <= 0,
                "max-body must be 1B to 1GB, is " + maxBody);
        require(maxInFlight.compareTo(maxBody) >= 0, "max-in-flight must hold one body of max-body " + maxBody);
        require(rateLimit > 0, "rate-limit must be positive, is " + rateLimit);
        require(byteRateLimit.toBytes() > 0, "byte-rate-limit must be positive, is " + byteRateLimit);
        require(isPositive(tokenRefresh), "token-refresh must be positive, is " + tokenRefresh);
        require(isPositive(stallTimeout), "stall-timeout must be positive, is " + stallTimeout);
        require(isPositive(bodyTimeout), "body-timeout must be positive, is " + bodyTimeout);
        require(isPositive(headTimeout), "head-timeout must be positive, is " + headTimeout);
        require(maxConnections > 0, "max-connections must be positive, is " + maxConnections);
        require(
                isPositive(answerTimeout) && answerTimeout.compareTo(LONGEST_ANSWER) <= 0,
                "answer-timeout must be at most 5s, is " + answerTimeout);
        require(partitions > 0, "partitions must be positive, is " + partitions);
        require(replicationFactor > 0, "replication-factor must be positive, is " + replicationFactor);
        require(isPositive(usageReport), "usage-report must be positive, is " + usageReport);
        require(isPositive(backlogCheck), "backlog-check must be positive, is " + backlogCheck);
        require(
                maxBacklogAge.compareTo(retention) < 0,
                "max-backlog-age must be below retention " + retention + ", is " + maxBacklogAge);
    }

    private static boolean isPositive(Duration duration) {
        return duration.compareTo(Duration.ZERO) > 0;
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException("metric-ai.ingest." + message);
        }
    }
}
