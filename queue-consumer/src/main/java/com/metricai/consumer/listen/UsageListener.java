package com.metricai.consumer.listen;

import com.metricai.consumer.write.UsageTable;
import com.metricai.otlp.envelope.UsageReport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.MessageListener;

/**
 * Takes ingest's reports of what tokens sent to the store. One that cannot be read is logged and left: it is our own
 * counting, and no telemetry of anybody's. One that the store did not take is tried again.
 */
public final class UsageListener implements MessageListener<byte[], byte[]> {
    private static final Logger LOG = LoggerFactory.getLogger(UsageListener.class);

    private final UsageTable usage;

    public UsageListener(UsageTable usage) {
        this.usage = usage;
    }

    @Override
    public void onMessage(ConsumerRecord<byte[], byte[]> record) {
        UsageReport report;
        try {
            report = UsageReport.ofJson(record.value() == null ? new byte[0] : record.value());
        } catch (IllegalArgumentException e) {
            LOG.atWarn()
                    .addKeyValue("partition", record.partition())
                    .addKeyValue("offset", record.offset())
                    .log("usage report left out: {}", e.getMessage());
            return;
        }
        if (!usage.add(report)) {
            LOG.atInfo().addKeyValue("sequence", report.sequence()).log("usage report came again; counted once");
        }
    }
}
