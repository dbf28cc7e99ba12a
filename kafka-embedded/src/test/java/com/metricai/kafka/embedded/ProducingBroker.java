package com.metricai.kafka.embedded;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A child process for tests: a broker that produces to itself for ever and prints the key of each acknowledged record. */
final class ProducingBroker {
    private ProducingBroker() {}

    @SuppressWarnings("FutureReturnValueIgnored") // The callback sees the outcome.
    public static void main(String[] args) throws Exception {
        Path directory = Path.of(args[0]);
        String prefix = args[1];
        // Every line must be with the parent before the next record: System.out flushes on println only when told to.
        PrintStream out = new PrintStream(
                new BufferedOutputStream(new FileOutputStream(FileDescriptor.out)), true, StandardCharsets.UTF_8);
        EmbeddedKafka kafka = EmbeddedKafka.start(directory, 0, Map.of());
        if (!TestClients.topicExists(kafka.bootstrapServers())) {
            TestClients.createTopic(kafka.bootstrapServers(), 2);
        }
        Producer<String, byte[]> producer = TestClients.producer(kafka.bootstrapServers());
        for (int i = 0; ; i++) {
            String key = prefix + i;
            producer.send(new ProducerRecord<>(TestClients.TOPIC, key, new byte[8_000]), (metadata, failure) -> {
                if (failure == null) {
                    out.println(key);
                }
            });
        }
    }
}
