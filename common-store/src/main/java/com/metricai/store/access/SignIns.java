package com.metricai.store.access;

import java.time.Clock;
import org.jdbi.v3.core.Jdbi;

/** Sign-ins, known by the first sight of an identity provider's token: every process of the API writes one down once. */
public final class SignIns {
    private final Jdbi writer;
    private final Clock clock;
    private final AuditLog audit;

    public SignIns(Jdbi writer, Clock clock) {
        this.writer = writer;
        this.clock = clock;
        this.audit = new AuditLog(writer, clock);
    }

    /**
     * Writes a sign-in down, unless the token was seen in this org before.
     *
     * @param token SHA-256 of what tells the token from others
     */
    public void seen(String orgId, byte[] token, Actor actor, String detail) {
        writer.useTransaction(handle -> {
            int first = handle.execute(
                    "INSERT INTO sign_ins (org_id, jti, seen_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                    orgId,
                    token,
                    clock.millis());
            if (first > 0) {
                audit.append(handle, orgId, actor, AuditAction.SIGN_IN, actor.name(), detail);
            }
        });
    }
}
