package com.metricai.store.access;

import java.time.Clock;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** {@code audit_log}: who did what, and from where. Nothing in it is ever changed. */
public final class AuditLog {
    /** What came of an action: as stored. */
    public static final String DONE = "done";

    private final Jdbi jdbi;
    private final Clock clock;

    public AuditLog(Jdbi jdbi, Clock clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    /**
     * Writes one entry.
     *
     * @param actor an e-mail address, or {@code cli}
     * @param action such as {@code token.created}
     * @param subject what it was done to
     * @param outcome {@code done} or {@code denied}
     * @param detail old and new values, or the reason of a denial; never a secret
     */
    public void append(
            String orgId,
            String actor,
            String action,
            String subject,
            String outcome,
            String detail,
            @Nullable String ip,
            @Nullable String userAgent) {
        jdbi.useHandle(handle -> append(handle, orgId, actor, action, subject, outcome, detail, ip, userAgent));
    }

    /** The same, in the transaction of what it tells about. */
    public void append(
            Handle handle,
            String orgId,
            String actor,
            String action,
            String subject,
            String outcome,
            String detail,
            @Nullable String ip,
            @Nullable String userAgent) {
        handle.createUpdate("""
                        INSERT INTO audit_log (at, org_id, actor, action, subject, outcome, detail, ip, user_agent)
                        VALUES (:at, :orgId, :actor, :action, :subject, :outcome, :detail, :ip, :userAgent)""")
                .bind("at", clock.millis())
                .bind("orgId", orgId)
                .bind("actor", actor)
                .bind("action", action)
                .bind("subject", subject)
                .bind("outcome", outcome)
                .bind("detail", detail)
                .bind("ip", ip)
                .bind("userAgent", userAgent)
                .execute();
    }
}
