package com.metricai.ingest.queue;

import static java.util.Objects.requireNonNull;

import com.metricai.otlp.envelope.Topics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/** Asks the broker how far the consumer group is. */
final class BacklogReader {
    private final Admin admin;
    private final String group;

    BacklogReader(Admin admin, String group) {
        this.admin = admin;
        this.group = group;
    }

    /** The partitions of the ingest topic, with "young" meaning at or after the instant. */
    List<PartitionBacklog> read(Instant youngSince) throws ExecutionException, InterruptedException {
        List<TopicPartition> partitions =
                admin.describeTopics(List.of(Topics.INGEST)).allTopicNames().get().values().stream()
                        .flatMap(topic -> topic.partitions().stream()
                                .map(partition -> new TopicPartition(topic.name(), partition.partition())))
                        .toList();
        Map<TopicPartition, Long> begin = offsets(partitions, OffsetSpec.earliest());
        Map<TopicPartition, Long> end = offsets(partitions, OffsetSpec.latest());
        Map<TopicPartition, Long> young = offsets(partitions, OffsetSpec.forTimestamp(youngSince.toEpochMilli()));
        Map<TopicPartition, OffsetAndMetadata> committed = committed();

        List<PartitionBacklog> backlog = new ArrayList<>();
        for (TopicPartition partition : partitions) {
            long first = requireNonNull(begin.get(partition));
            long last = requireNonNull(end.get(partition));
            long firstYoung = requireNonNull(young.get(partition));
            OffsetAndMetadata position = committed.get(partition);
            backlog.add(new PartitionBacklog(
                    first,
                    last,
                    position == null ? first : position.offset(),
                    // -1: all records are older.
                    firstYoung < 0 ? last : firstYoung));
        }
        return backlog;
    }

    private Map<TopicPartition, Long> offsets(List<TopicPartition> partitions, OffsetSpec which)
            throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> query =
                partitions.stream().collect(Collectors.toMap(partition -> partition, partition -> which));
        Map<TopicPartition, ListOffsetsResultInfo> answer =
                admin.listOffsets(query).all().get();
        return answer.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().offset()));
    }

    private Map<TopicPartition, OffsetAndMetadata> committed() throws ExecutionException, InterruptedException {
        try {
            return admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof GroupIdNotFoundException) {
                return Map.of();
            }
            throw e;
        }
    }
}
