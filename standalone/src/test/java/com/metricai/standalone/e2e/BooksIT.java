package com.metricai.standalone.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.metricai.kafka.embedded.EmbeddedKafka;
import com.metricai.otlp.Signal;
import com.metricai.otlp.envelope.Topics;
import com.metricai.store.sqlite.Sqlite;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing is lost between two stages without a line in the books. */
class BooksIT {
    private static final String GROUP = "queue-consumer";
    private static final String NO_JSON = "{\"resourceLogs\":[{\"scopeLogs\":";

    @TempDir
    private Path folder;

    @Test
    void books_balance() throws ExecutionException, InterruptedException {
        List<Request> once = Captures.requests(Captures.scenarios(), Captures.untilYesterday());
        List<Request> sent = new ArrayList<>(once);
        sent.addAll(once);
        Collections.shuffle(sent, new Random(3));
        NaiveReader want = NaiveReader.of(once);

        Suite suite = Suite.start(folder);
        long accepted;
        try (suite) {
            suite.postAll(sent);
            assertThat(suite.post("logs", NO_JSON).statusCode())
                    .as("ingest decodes nothing")
                    .isEqualTo(200);
            Await.noDifferences(Duration.ofMinutes(1), () -> Panels.differences(suite, want));
            suite.awaitRefusal();
            accepted = counter(suite.ingestMetrics(), "ingest_accepted_total");
        }

        try (EmbeddedKafka kafka = EmbeddedKafka.start(suite.data.resolve("kafka"), 0, Map.of());
                Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            long appended = appended(admin, Topics.INGEST);
            long deadLettered = appended(admin, Topics.DEAD_LETTER);
            assertThat(deadLettered).isEqualTo(1);
            assertThat(accepted).as("accepted").isGreaterThan(sent.size()).isLessThanOrEqualTo(appended);
            assertThat(committed(admin))
                    .as("appended, all of it stored or a dead letter")
                    .isEqualTo(appended);
        }
        Map<Signal, Long> decoded = sent.stream()
                .collect(
                        Collectors.groupingBy(Request::signal, TreeMap::new, Collectors.summingLong(BooksIT::records)));
        assertBooks(suite.data.resolve("metric-ai.db"), decoded);
    }

    private static void assertBooks(Path database, Map<Signal, Long> decoded) {
        Map<String, Long> sums = new TreeMap<>();
        List<String> unbalanced = new ArrayList<>();
        try (Sqlite sqlite = Sqlite.reader(database)) {
            sqlite.jdbi()
                    .useHandle(handle -> handle.createQuery("""
                            SELECT org_id || ' ' || day || ' ' || signal AS account, signal,
                              sum(records) FILTER (WHERE outcome = 'decoded') AS decoded,
                              coalesce(sum(records) FILTER (WHERE outcome IN ('written', 'duplicate')
                                OR outcome LIKE 'dropped:%'), 0) AS explained
                            FROM books GROUP BY account, signal""").mapToMap().forEach(row -> {
                        if (!String.valueOf(row.get("decoded")).equals(String.valueOf(row.get("explained")))) {
                            unbalanced.add(row.toString());
                        }
                        sums.merge(
                                String.valueOf(row.get("signal")),
                                Long.parseLong(String.valueOf(row.get("decoded"))),
                                Long::sum);
                    }));
        }
        assertThat(unbalanced).isEmpty();
        Map<String, Long> expected = new TreeMap<>();
        decoded.forEach((signal, records) -> expected.put(signal.wireName(), records));
        assertThat(sums).as("as many as were sent").isEqualTo(expected);
    }

    /** Spans, log records or points of one request. */
    private static long records(Request request) {
        Facts facts = Facts.of(List.of(request));
        return (long) facts.spans.size() + facts.events.size() + facts.points.size();
    }

    private static long counter(String metrics, String name) {
        return metrics.lines()
                .filter(line -> line.startsWith(name + "{"))
                .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private static long appended(Admin admin, String topic) throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> ends = new java.util.HashMap<>();
        admin.describeTopics(List.of(topic))
                .allTopicNames()
                .get()
                .values()
                .forEach(description -> description
                        .partitions()
                        .forEach(partition ->
                                ends.put(new TopicPartition(topic, partition.partition()), OffsetSpec.latest())));
        return admin.listOffsets(ends).all().get().values().stream()
                .mapToLong(end -> end.offset())
                .sum();
    }

    private static long committed(Admin admin) throws ExecutionException, InterruptedException {
        return admin.listConsumerGroupOffsets(GROUP).partitionsToOffsetAndMetadata().get().values().stream()
                .mapToLong(OffsetAndMetadata::offset)
                .sum();
    }
}
