package com.metricai.consumer.listen;

import com.metricai.consumer.interpret.Interpreted;
import com.metricai.consumer.write.BatchWriter;
import com.metricai.consumer.write.OutboxRelay;
import com.metricai.otlp.envelope.Envelope;
import com.metricai.service.log.Outage;
import com.metricai.service.metric.Standing;
import com.metricai.store.clickhouse.ClickHouseAway;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.BatchListenerFailedException;
import org.springframework.kafka.listener.BatchMessageListener;

/**
 * Takes a batch of records to the stores. When {@link #onMessage} returns, everything in the batch is in SQLite and
 * ClickHouse and its offsets may be committed. When it fails for one record, everything before that one is.
 */
public final class BatchListener implements BatchMessageListener<byte[], byte[]> {
    private static final Logger LOG = LoggerFactory.getLogger(BatchListener.class);

    /** Keeps a write transaction under 100 ms, and few decoded exports in memory. */
    private static final long ROWS_PER_TRANSACTION = 1000;

    /** {@code <signal>.<outcome>}, the outcome with up to two colons. */
    private static final Pattern OUTCOME = Pattern.compile("[.:]");

    private record Numbered(int index, Interpreted interpreted) {}

    private final BatchWriter writer;
    private final OutboxRelay relay;
    private final MeterRegistry registry;
    private final Counter notStored;
    private final Standing standing;
    private final Outage outage = new Outage(LOG, "storing exports", ClickHouseAway.class);
    private final WriterBug bug = new WriterBug();

    public BatchListener(BatchWriter writer, OutboxRelay relay, MeterRegistry registry, Standing standing) {
        this.writer = writer;
        this.relay = relay;
        this.registry = registry;
        this.notStored = registry.counter("metric_ai.batches.not_stored");
        this.standing = standing;
    }

    /**
     * Every failure names a record. One that did not would have the container try the whole batch again by another way,
     * which never looks at single records: a malformed one behind a store that was away for a moment would be tried for
     * ever, or take the whole batch with it to the dead-letter topic.
     */
    @Override
    public void onMessage(List<ConsumerRecord<byte[], byte[]>> records) {
        standing.stands();
        try {
            // What is left of an attempt before: while ClickHouse is away nothing needs to be decoded again.
            relay.relay();
            take(records);
            getsOn();
        } catch (BatchListenerFailedException refused) {
            // What came before it is in both stores.
            getsOn();
            throw refused;
        } catch (RuntimeException e) {
            notStored.increment();
            outage.failed(e);
            throw new SurroundingsFailure(e, 0);
        }
    }

    private void getsOn() {
        outage.worked();
        standing.getsOn();
    }

    private void take(List<ConsumerRecord<byte[], byte[]>> records) {
        List<Numbered> chunk = new ArrayList<>();
        long rows = 0;
        for (int i = 0; i < records.size(); i++) {
            try {
                Interpreted interpreted = ExportReader.read(records.get(i));
                chunk.add(new Numbered(i, interpreted));
                rows += interpreted.decoded();
            } catch (ContentFailure failure) {
                write(chunk);
                relay.relay();
                throw refused(records.get(i), i, failure);
            }
            if (rows >= ROWS_PER_TRANSACTION) {
                write(chunk);
                chunk.clear();
                rows = 0;
            }
        }
        write(chunk);
        relay.relay();
    }

    private void write(List<Numbered> chunk) {
        if (chunk.isEmpty()) {
            return;
        }
        try {
            count(writer.write(chunk.stream().map(Numbered::interpreted).toList()));
            bug.forget();
        } catch (RuntimeException e) {
            if (!FailureHandling.isAboutContent(e) && !bug.isOne(e)) {
                throw e;
            }
            // One of them cannot be stored: find it, and store the others.
            for (Numbered one : chunk) {
                writeAlone(one);
            }
        }
        for (Numbered one : chunk) {
            log(one.interpreted);
        }
    }

    private void writeAlone(Numbered one) {
        try {
            count(writer.write(List.of(one.interpreted)));
        } catch (RuntimeException e) {
            if (FailureHandling.isAboutContent(e)) {
                relay.relay();
                throw new Refusal(
                        new ContentFailure(ContentFailure.Reason.REFUSED_BY_THE_STORE, "refused by the store", e),
                        one.index);
            }
            if (bug.isOne(e)) {
                relay.relay();
                throw new Refusal(ContentFailure.notInterpretable(e), one.index);
            }
            throw e;
        }
    }

    private static Refusal refused(ConsumerRecord<byte[], byte[]> record, int index, ContentFailure failure) {
        LOG.atWarn()
                .addKeyValue("traceId", text(record, Envelope.TRACE_ID))
                .addKeyValue("requestId", text(record, Envelope.REQUEST_ID))
                .addKeyValue("partition", record.partition())
                .addKeyValue("offset", record.offset())
                .log("export refused: {}", failure.getMessage());
        return new Refusal(failure, index);
    }

    static String text(ConsumerRecord<?, ?> record, String header) {
        return ExportReader.text(ExportReader.headers(record), header);
    }

    private void count(Map<String, Long> outcomes) {
        outcomes.forEach((key, records) -> {
            String[] parts = OUTCOME.split(key, 4);
            // Without the names that senders choose: a time series each would be too many.
            String outcome = parts.length < 3 ? parts[1] : parts[1] + ":" + parts[2];
            registry.counter("metric_ai.records", "signal", parts[0], "outcome", outcome)
                    .increment(records);
        });
    }

    private static void log(Interpreted interpreted) {
        Envelope envelope = interpreted.envelope();
        LOG.atInfo()
                .addKeyValue("traceId", envelope.traceId())
                .addKeyValue("requestId", envelope.requestId())
                .addKeyValue("signal", envelope.signal().wireName())
                .addKeyValue("records", interpreted.decoded())
                .log("export stored");
    }
}
