package com.metricai.consumer.interpret;

import com.metricai.otlp.Attributes;
import com.metricai.otlp.LogFingerprints;
import com.metricai.otlp.LogRecord;
import java.util.List;

/**
 * What makes two deliveries the same event. Log records have no id: session.id, event.timestamp, event.sequence and
 * event.name together tell events of one client apart; where one of them is missing, only an equal record is the same.
 */
final class EventKey {
    private EventKey() {}

    /** 32 hex digits. The key is stored: another way to compute it would let retries across an upgrade count twice. */
    static String of(String orgId, LogFingerprints.InScope fingerprints, LogRecord logRecord) {
        Attributes attributes = logRecord.attributes();
        String session = attributes.string(Names.SESSION_ID);
        String timestamp = attributes.string(Names.EVENT_TIMESTAMP);
        Long sequence = attributes.longValue(Names.EVENT_SEQUENCE);
        String name = attributes.string(Names.EVENT_NAME);
        if (session == null
                || session.isEmpty()
                || timestamp == null
                || timestamp.isEmpty()
                || sequence == null
                || name == null
                || name.isEmpty()) {
            return Digests.shortened(fingerprints.of(logRecord));
        }
        return Digests.of(List.of(orgId, session, timestamp, sequence.toString(), name));
    }
}
