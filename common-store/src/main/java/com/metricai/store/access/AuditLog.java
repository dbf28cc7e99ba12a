package com.metricai.store.access;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Who did what. Entries are written in the transaction of the change that they tell of, and never edited: the schema
 * refuses it. Texts of callers are cut and lose their control characters, so that an entry is always one short line.
 */
public final class AuditLog {
    /** Whose log has what belongs to no org: refusals of strangers, what operators do. */
    public static final String INSTALLATION = "";

    private static final String DONE = "done";
    private static final String DENIED = "denied";
    private static final int MAX_TEXT = 320;
    private static final int MAX_DETAIL = 2_000;
    private static final int PAGE = 1_000;

    private final Jdbi jdbi;
    private final Clock clock;

    public AuditLog(Jdbi jdbi, Clock clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    /** Adds an entry of something that was done, in the caller's transaction. */
    public void append(Handle handle, String orgId, Actor actor, AuditAction action, String subject, String detail) {
        insert(handle, orgId, actor, action, subject, DONE, detail);
    }

    /** Adds an entry of something that was done, by itself. */
    public void record(String orgId, Actor actor, AuditAction action, String subject, String detail) {
        jdbi.useTransaction(handle -> append(handle, orgId, actor, action, subject, detail));
    }

    /**
     * Adds an entry of something that was refused.
     *
     * @param orgId empty when the caller belongs to none
     * @param subject what was asked for
     */
    public void denied(String orgId, Actor actor, String subject, String reason) {
        jdbi.useTransaction(handle -> insert(handle, orgId, actor, AuditAction.DENIED, subject, DENIED, reason));
    }

    /**
     * The newest entries of the org.
     *
     * @param before only entries that stand before this one of the org; null: from the newest on
     */
    public List<AuditEntry> entries(String orgId, AuditFilter filter, @Nullable Long before, int limit) {
        return jdbi.withHandle(handle -> {
            var query = handle.createQuery(
                    """
                    SELECT id, at, actor, action, subject, outcome, detail, ip, user_agent FROM audit_log
                    WHERE org_id = :org AND at >= :from AND at < :until
                      AND (:actor = '' OR instr(lower(actor), :actor) > 0)
                      AND (:action = '' OR action = :action)
                      AND (:outcome = '' OR outcome = :outcome)
                      %s
                    ORDER BY at DESC, id DESC LIMIT :limit""".formatted(
                                    before == null
                                            ? ""
                                            : "AND (at, id) < (SELECT at, id FROM audit_log WHERE id = :before AND org_id = :org)"));
            if (before != null) {
                query.bind("before", before);
            }
            return query.bind("org", orgId)
                    .bind(
                            "from",
                            filter.from() == null
                                    ? Long.MIN_VALUE
                                    : filter.from().toEpochMilli())
                    .bind(
                            "until",
                            filter.until() == null
                                    ? Long.MAX_VALUE
                                    : filter.until().toEpochMilli())
                    .bind("actor", filter.actor() == null ? "" : filter.actor().toLowerCase(Locale.ROOT))
                    .bind("action", filter.action() == null ? "" : filter.action())
                    .bind("outcome", filter.outcome() == null ? "" : filter.outcome())
                    .bind("limit", limit)
                    .map((row, context) -> new AuditEntry(
                            row.getLong("id"),
                            Instant.ofEpochMilli(row.getLong("at")),
                            row.getString("actor"),
                            row.getString("action"),
                            row.getString("subject"),
                            row.getString("outcome"),
                            row.getString("detail"),
                            row.getString("ip"),
                            row.getString("user_agent")))
                    .list();
        });
    }

    /** All of the org's entries that the filter lets pass, newest first. Holds no snapshot open for a slow reader. */
    public void forEach(String orgId, AuditFilter filter, Consumer<AuditEntry> reader) {
        Long before = null;
        List<AuditEntry> page;
        do {
            page = entries(orgId, filter, before, PAGE);
            page.forEach(reader);
            before = page.isEmpty() ? null : page.getLast().id();
        } while (page.size() == PAGE);
    }

    private void insert(
            Handle handle,
            String orgId,
            Actor actor,
            AuditAction action,
            String subject,
            String outcome,
            String detail) {
        handle.createUpdate("""
                        INSERT INTO audit_log (at, org_id, actor, action, subject, outcome, detail, ip, user_agent)
                        VALUES (:at, :org, :actor, :action, :subject, :outcome, :detail, :ip, :userAgent)""")
                .bind("at", clock.millis())
                .bind("org", orgId)
                .bind("actor", line(actor.name(), MAX_TEXT))
                .bind("action", action.wireName())
                .bind("subject", line(subject, MAX_TEXT))
                .bind("outcome", outcome)
                .bind("detail", line(detail, MAX_DETAIL))
                .bind("ip", actor.ip() == null ? null : line(actor.ip(), MAX_TEXT))
                .bind("userAgent", actor.userAgent() == null ? null : line(actor.userAgent(), MAX_TEXT))
                .execute();
    }

    private static String line(String text, int max) {
        String flat = Checks.CONTROL.matcher(text).replaceAll(" ").strip();
        return flat.length() <= max ? flat : flat.substring(0, max - 1) + "…";
    }
}
