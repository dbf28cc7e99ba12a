package com.metricai.consumer.listen;

import static org.assertj.core.api.Assertions.assertThat;

import com.metricai.kafka.embedded.EmbeddedKafka;
import com.metricai.otlp.Signal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadRecordsPurgeIT {
    private static final Duration KEEP = Duration.ofHours(6);

    @TempDir
    Path directory;

    @Test
    void purge_deletesWhatIsReadAndOld() throws Exception {
        Instant now = Clock.systemUTC().instant();
        try (EmbeddedKafka kafka = EmbeddedKafka.start(directory, 0, Map.of());
                TestTopics topics = new TestTopics(kafka.bootstrapServers());
                ReadRecordsPurge purge = purge(kafka, now);
                ReadRecordsPurge later = purge(kafka, now.plus(Duration.ofHours(7)))) {
            for (int hoursAgo : new int[] {9, 8, 7, 5, 0}) {
                topics.send(
                        Signal.LOGS,
                        new byte[] {(byte) hoursAgo},
                        now.minus(Duration.ofHours(hoursAgo)).toEpochMilli());
            }
            assertThat(purge.purge()).as("nothing is known to be read").isEmpty();

            topics.commit("group", 2);
            assertThat(purge.purge()).containsOnly(Map.entry(TestTopics.INGEST, 2L));
            assertThat(hours(topics)).as("7 is old and not read").containsExactly(7, 5, 0);

            topics.commit("group", 5);
            assertThat(purge.purge()).containsOnly(Map.entry(TestTopics.INGEST, 3L));
            assertThat(hours(topics)).as("5 is read and young").containsExactly(5, 0);
            assertThat(purge.purge()).as("nothing new").isEmpty();

            assertThat(later.purge()).as("all are old").containsOnly(Map.entry(TestTopics.INGEST, 5L));
            assertThat(hours(topics)).isEmpty();
        }
    }

    private static ReadRecordsPurge purge(EmbeddedKafka kafka, Instant now) {
        return new ReadRecordsPurge(
                kafka.bootstrapServers(), "group", KEEP, Duration.ofDays(1), Clock.fixed(now, ZoneOffset.UTC));
    }

    private static List<Integer> hours(TestTopics topics) {
        return topics.records(TestTopics.INGEST).stream()
                .map(ConsumerRecord::value)
                .map(value -> (int) value[0])
                .toList();
    }
}
