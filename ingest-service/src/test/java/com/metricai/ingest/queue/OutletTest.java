package com.metricai.ingest.queue;

import static org.assertj.core.api.Assertions.assertThat;

import com.metricai.otlp.envelope.Topics;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class OutletTest {
    private static final ProducerRecord<byte[], byte[]> RECORD = new ProducerRecord<>(Topics.INGEST, new byte[1]);

    /** Kafka's own: with it, nothing is ever settled unless the test does it, as with a network thread that has died. */
    private final MockProducer<byte[], byte[]> producer =
            new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer());

    private final Outlet outlet = new Outlet(producer);

    @Test
    void recordThatIsNeverSettled_failsWithinSixSeconds() {
        assertThat(sent())
                .failsWithin(Duration.ofSeconds(8))
                .withThrowableThat()
                .withCauseInstanceOf(TimeoutException.class);
    }

    @Test
    void abandon_failsWhatIsUnderWay() {
        CompletableFuture<Void> first = sent();
        CompletableFuture<Void> second = sent();
        producer.completeNext();
        outlet.abandon();
        assertThat(first).isCompleted();
        assertThat(second).failsWithin(Duration.ZERO).withThrowableThat().withCauseInstanceOf(KafkaException.class);
    }

    @Test
    void producerThatIsClosed_failsTheRecord() {
        producer.close();
        assertThat(sent()).failsWithin(Duration.ZERO).withThrowableThat().withCauseInstanceOf(KafkaException.class);
    }

    private CompletableFuture<Void> sent() {
        CompletableFuture<Void> done = new CompletableFuture<>();
        outlet.send(RECORD, done);
        return done;
    }
}
