package com.metricai.consumer.write;

import com.metricai.consumer.interpret.Identity;
import com.metricai.otlp.envelope.Envelope;
import com.metricai.store.people.Tombstone;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** {@code tombstones}, as they stand in one transaction: whose records must not be stored (any more). */
final class Erased {
    private record Key(String orgId, String user) {}

    private final Handle handle;
    private final Map<Key, Optional<Tombstone>> known = new HashMap<>();

    Erased(Handle handle) {
        this.handle = handle;
    }

    boolean drops(Envelope envelope, Identity identity, long timeMs) {
        return known.computeIfAbsent(
                        new Key(envelope.orgId(), identity.user()), key -> Tombstone.of(handle, key.orgId, key.user))
                .map(tombstone -> tombstone.drops(timeMs, envelope.receivedAt().toEpochMilli()))
                .orElse(false);
    }
}
