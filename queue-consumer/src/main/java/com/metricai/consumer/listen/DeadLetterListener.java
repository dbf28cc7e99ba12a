package com.metricai.consumer.listen;

import com.metricai.consumer.write.DeadLetterTable;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.listener.BatchMessageListener;

/**
 * Lists the dead-letter topic in the store. Read from the topic, not written where a record fails: so a dead letter has a
 * row, and one row, whatever dies between the two.
 */
public final class DeadLetterListener implements BatchMessageListener<byte[], byte[]> {
    private final DeadLetterTable table;

    public DeadLetterListener(DeadLetterTable table) {
        this.table = table;
    }

    @Override
    public void onMessage(List<ConsumerRecord<byte[], byte[]>> records) {
        table.add(records.stream().map(DeadLetterHeaders::row).toList());
    }
}
