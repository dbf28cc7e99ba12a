package com.metricai.otlp;

import org.jspecify.annotations.Nullable;

/**
 * Fingerprints of whole log records, for events that lack a part of their natural key. What the records of a resource and
 * of a scope have in common is hashed once, at the first record that needs it: either may be as large as all records
 * together.
 */
public final class LogFingerprints {
    private final String orgId;
    private final Resource resource;
    private @Nullable CanonicalHash ofResource;

    /** For the records of one resource. */
    public LogFingerprints(String orgId, Resource resource) {
        this.orgId = orgId;
        this.resource = resource;
    }

    /** For those in one scope of it. */
    public InScope in(Scope scope) {
        return new InScope(scope);
    }

    private CanonicalHash ofResource() {
        if (ofResource == null) {
            ofResource = new CanonicalHash("log");
            ofResource.text(orgId);
            ofResource.attributes(resource.attributes());
        }
        return ofResource;
    }

    /** For the records of one scope. */
    public final class InScope {
        private final Scope scope;
        private @Nullable CanonicalHash ofScope;

        private InScope(Scope scope) {
            this.scope = scope;
        }

        /** The fingerprint of a whole log record with its org, resource and scope. */
        public Fingerprint of(LogRecord logRecord) {
            if (ofScope == null) {
                ofScope = ofResource().copy();
                ofScope.scope(scope);
            }
            CanonicalHash hash = ofScope.copy();
            hash.number(logRecord.timeUnixNano());
            hash.number(logRecord.observedTimeUnixNano());
            hash.text(logRecord.severityNumber().name());
            hash.text(logRecord.severityText());
            hash.text(logRecord.eventName());
            hash.value(logRecord.body());
            hash.attributes(logRecord.attributes());
            hash.number(logRecord.flags());
            hash.text(logRecord.traceId());
            hash.text(logRecord.spanId());
            return new Fingerprint(hash.hex());
        }
    }
}
