package com.metricai.consumer.listen;

import com.metricai.otlp.envelope.Topics;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes from the topic what was read and is older than a limit: raw exports may hold content. What was not read stays,
 * however old, until the topic's own retention.
 *
 * <p>Deleted records can no longer be read by anybody at once. Their bytes leave the disk when the broker deletes the
 * segment file that holds them, which it never does with the one that it is writing to: that takes as long as the topic's
 * {@code segment.ms}, which ingest sets when it makes the topic.
 */
public final class ReadRecordsPurge implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ReadRecordsPurge.class);

    private final String bootstrapServers;
    private final String groupId;
    private final Duration keep;
    private final Clock clock;
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("read-records-purge").factory());

    /**
     * Starts at once.
     *
     * @param groupId whose committed offsets tell what was read
     * @param keep how old a record must be
     * @param every between two runs
     */
    public ReadRecordsPurge(String bootstrapServers, String groupId, Duration keep, Duration every, Clock clock) {
        this.bootstrapServers = bootstrapServers;
        this.groupId = groupId;
        this.keep = keep;
        this.clock = clock;
        // run() catches what goes wrong; an exception in here would end the schedule in silence.
        var _ = executor.scheduleWithFixedDelay(this::run, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void run() {
        try {
            Map<TopicPartition, Long> deleted = purge();
            if (!deleted.isEmpty()) {
                LOG.atInfo().addKeyValue("partitions", deleted.size()).log("deleted read records");
            }
        } catch (ExecutionException | TimeoutException | RuntimeException e) {
            LOG.atWarn().setCause(e).log("could not delete read records; it will be tried again");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Deletes now; returns the first offset that is kept of each partition that lost something. */
    Map<TopicPartition, Long> purge() throws ExecutionException, InterruptedException, TimeoutException {
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
            Map<TopicPartition, Long> committed = Offsets.committed(admin, groupId);
            committed.keySet().removeIf(partition -> !partition.topic().equals(Topics.INGEST));
            Map<TopicPartition, Long> begin = Offsets.of(admin, committed.keySet(), OffsetSpec.earliest());
            Map<TopicPartition, Long> young =
                    Offsets.of(admin, committed.keySet(), OffsetSpec.forTimestamp(clock.millis() - keep.toMillis()));
            Map<TopicPartition, Long> firstKept = new HashMap<>();
            committed.forEach((partition, offset) -> {
                // -1: no record is that young, so that all that was read is old.
                long firstYoung = young.getOrDefault(partition, 0L);
                long first = firstYoung < 0 ? offset : Math.min(offset, firstYoung);
                if (first > begin.getOrDefault(partition, 0L)) {
                    firstKept.put(partition, first);
                }
            });
            if (!firstKept.isEmpty()) {
                admin.deleteRecords(firstKept.entrySet().stream()
                                .collect(Collectors.toMap(
                                        Map.Entry::getKey, first -> RecordsToDelete.beforeOffset(first.getValue()))))
                        .all()
                        .get(Offsets.TIMEOUT_S, TimeUnit.SECONDS);
            }
            return firstKept;
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
