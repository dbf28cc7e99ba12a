package com.metricai.consumer.listen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.metricai.consumer.Captures;
import com.metricai.consumer.write.BatchWriter;
import com.metricai.consumer.write.OutboxRelay;
import com.metricai.consumer.write.TestStore;
import com.metricai.otlp.Signal;
import com.metricai.otlp.envelope.Encoding;
import com.metricai.otlp.envelope.Envelope;
import com.metricai.service.metric.Standing;
import com.metricai.store.clickhouse.ClickHouse;
import com.metricai.store.clickhouse.ClickHouseInserter;
import com.metricai.store.migration.ClickHouseSchema;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Batches without a broker and without ClickHouse, which nothing here needs. */
class BatchListenerTest {
    private static final String EVENTS = "SELECT count(*) FROM events";

    @TempDir
    Path directory;

    private TestStore store;
    private ClickHouseInserter inserter;
    private BatchListener listener;

    @BeforeEach
    void start() {
        store = new TestStore(directory.resolve("x.db"), Captures.RECEIVED);
        ClickHouse nowhere = new ClickHouse("jdbc:clickhouse://127.0.0.1:1/metric_ai", "default", "none");
        inserter = new ClickHouseInserter(nowhere);
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        listener = new BatchListener(
                new BatchWriter(store.sqlite().jdbi(), new FailsForMetrics(), TestStore.RETENTION, 10_000),
                new OutboxRelay(store.sqlite().jdbi(), inserter, new ClickHouseSchema(nowhere)),
                registry,
                new Standing("batch", registry, Clock.systemUTC()));
    }

    @AfterEach
    void stop() {
        inserter.close();
        store.close();
    }

    @Test
    void mistakeOfTheWriter_isTriedForAWhile_andThenOnlyItsRecordIsGivenUp() {
        List<ConsumerRecord<byte[], byte[]>> batch = List.of(export(Signal.LOGS), export(Signal.METRICS));
        for (int attempt = 1; attempt < WriterBug.PATIENCE; attempt++) {
            assertThatThrownBy(() -> listener.onMessage(batch)).isInstanceOf(SurroundingsFailure.class);
            assertThat(store.number(EVENTS)).isZero();
        }

        Refusal refusal = refusal(batch);
        assertThat(refusal.getIndex()).isEqualTo(1);
        assertThat(refusal.getCause()).isInstanceOfSatisfying(ContentFailure.class, failure -> {
            assertThat(failure.reason()).isEqualTo(ContentFailure.Reason.NOT_INTERPRETABLE);
            assertThat(failure).hasStackTraceContaining("ClassCastException");
            assertThat(failure).hasMessageNotContaining("secret");
            assertThat(failure.getCause()).hasMessageNotContaining("secret");
        });
        assertThat(store.number(EVENTS)).as("what lies before it").isPositive();

        // As the container does it: what is left comes again.
        assertThat(refusal(batch.subList(1, 2)).getIndex()).isZero();
        listener.onMessage(batch.subList(0, 1));
        assertThatThrownBy(() -> listener.onMessage(batch))
                .as("patience begins anew once something was written")
                .isInstanceOf(SurroundingsFailure.class);
    }

    @Test
    void headersOfASomebodyElse_areNotQuoted() {
        ConsumerRecord<byte[], byte[]> record = export(Signal.LOGS);
        record.headers().remove(Envelope.SIGNAL);
        record.headers().add(Envelope.SIGNAL, "secret".getBytes(StandardCharsets.UTF_8));
        Refusal refusal = refusal(List.of(record));
        assertThat(refusal.getCause())
                .isInstanceOfSatisfying(
                        ContentFailure.class,
                        failure ->
                                assertThat(failure.reason()).isEqualTo(ContentFailure.Reason.NOT_PUBLISHED_BY_INGEST));
        for (Throwable cause = refusal; cause != null; cause = cause.getCause()) {
            assertThat(cause).hasMessageNotContaining("secret");
        }
    }

    private Refusal refusal(List<ConsumerRecord<byte[], byte[]>> batch) {
        return catchThrowableOfType(Refusal.class, () -> listener.onMessage(batch));
    }

    private static ConsumerRecord<byte[], byte[]> export(Signal signal) {
        byte[] body = Captures.json("tools").stream()
                .filter(request -> request.signal() == signal)
                .findFirst()
                .orElseThrow()
                .body();
        return Exports.record(signal, Encoding.JSON, false, body);
    }

    /** Stands for a mistake in what is done with metrics alone: only there is the time asked for in this way. */
    private static final class FailsForMetrics extends Clock {
        @Override
        public Instant instant() {
            return Captures.RECEIVED;
        }

        @Override
        public long millis() {
            throw new ClassCastException("secret");
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
