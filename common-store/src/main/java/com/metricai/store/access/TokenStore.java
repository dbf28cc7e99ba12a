package com.metricai.store.access;

import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** The life of ingest tokens: made, replaced, ended. Each change and its audit entry are one transaction. */
public final class TokenStore {
    /**
     * What a token is made with.
     *
     * @param expiresAt null: never
     * @param team for records that name no team themselves; empty for none
     * @param repo for records that name no repository themselves; empty for none
     */
    public record NewToken(String label, @Nullable Instant expiresAt, String team, String repo, Limits limits) {}

    /** A token that was made just now. {@code secret} can be read here and never again. */
    public record Made(String id, IngestToken secret) {}

    /**
     * A token as it can be shown.
     *
     * @param lastUsedAt as ingest last reported, some seconds late; null when it never was
     */
    public record Row(
            String id,
            String orgId,
            String label,
            String lastFour,
            String team,
            String repo,
            String createdBy,
            Instant createdAt,
            @Nullable Instant expiresAt,
            @Nullable Instant revokedAt,
            @Nullable String replacedBy,
            @Nullable Instant lastUsedAt,
            Limits limits) {
        /** Where it is in its life at a given time. */
        public TokenState state(Instant now) {
            return TokenState.of(now, expiresAt, revokedAt, replacedBy);
        }
    }

    private static final String SELECT = """
            SELECT id, org_id, label, last_four, team, repo, created_by, created_at, expires_at, revoked_at, replaced_by,
              requests_per_second, bytes_per_second,
              (SELECT max(u.last_at) FROM token_usage u WHERE u.org_id = t.org_id AND u.token_id = t.id) AS last_used_at
            FROM tokens t""";

    private final Jdbi jdbi;
    private final Clock clock;
    private final AuditLog audit;
    private final SecureRandom random = new SecureRandom();

    public TokenStore(Jdbi jdbi, Clock clock) {
        this.jdbi = jdbi;
        this.clock = clock;
        this.audit = new AuditLog(jdbi, clock);
    }

    /**
     * Makes a token for an org that is there.
     *
     * @param actor an e-mail address, or {@code cli}
     */
    public Made create(String orgId, NewToken token, String actor) {
        return jdbi.inTransaction(handle -> {
            Made made = insert(handle, orgId, token, actor);
            audit(handle, orgId, actor, "token.created", made.id, "label " + token.label);
            return made;
        });
    }

    /** All tokens of all orgs, the oldest first. */
    public List<Row> all() {
        return jdbi.withHandle(handle -> handle.createQuery(SELECT + " ORDER BY org_id, created_at, id")
                .map((row, context) -> row(row))
                .list());
    }

    /** The token with this id, whatever its state. */
    public Optional<Row> find(String id) {
        return jdbi.withHandle(handle -> find(handle, id));
    }

    /**
     * Makes a token in place of another one: same label, tags and limits, and as long a life from now on as the old one
     * was given. The old one goes on for the overlap, or until its own end when that is sooner.
     *
     * @return empty when there is no such token, or when it was revoked, has expired or was replaced before
     */
    public Optional<Made> rotate(String id, Duration overlap, String actor) {
        return jdbi.inTransaction(handle -> {
            Optional<Row> found = find(handle, id).filter(this::canBeReplaced);
            if (found.isEmpty()) {
                return Optional.empty();
            }
            Row old = found.get();
            Instant now = clock.instant();
            Instant end = old.expiresAt;
            Instant newEnd = end == null ? null : now.plus(Duration.between(old.createdAt, end));
            Made made =
                    insert(handle, old.orgId, new NewToken(old.label, newEnd, old.team, old.repo, old.limits), actor);
            Instant overlapEnd = now.plus(overlap);
            Instant oldEnd = end != null && end.isBefore(overlapEnd) ? end : overlapEnd;
            handle.execute(
                    "UPDATE tokens SET replaced_by = ?, expires_at = ?, version = version + 1 WHERE id = ?",
                    made.id,
                    oldEnd.toEpochMilli(),
                    id);
            audit(handle, old.orgId, actor, "token.rotated", id, "replaced by " + made.id + ", valid until " + oldEnd);
            return Optional.of(made);
        });
    }

    /** Ends a token at once; false when there is none, or when it was revoked before. */
    public boolean revoke(String id, String actor) {
        return jdbi.inTransaction(handle -> {
            Optional<Row> found = find(handle, id).filter(row -> row.revokedAt == null);
            found.ifPresent(row -> {
                handle.execute(
                        "UPDATE tokens SET revoked_at = ?, version = version + 1 WHERE id = ?", clock.millis(), id);
                audit(handle, row.orgId, actor, "token.revoked", id, "label " + row.label);
            });
            return found.isPresent();
        });
    }

    private boolean canBeReplaced(Row row) {
        TokenState state = row.state(clock.instant());
        return state == TokenState.ACTIVE || state == TokenState.EXPIRING;
    }

    private Made insert(Handle handle, String orgId, NewToken token, String actor) {
        Made made = new Made(UUID.randomUUID().toString(), IngestToken.random(random));
        handle.createUpdate("""
                        INSERT INTO tokens (id, org_id, label, sha256, last_four, created_at, created_by, expires_at, team,
                          repo, requests_per_second, bytes_per_second)
                        VALUES (:id, :orgId, :label, :sha256, :lastFour, :createdAt, :createdBy, :expiresAt, :team, :repo,
                          :requestsPerSecond, :bytesPerSecond)""")
                .bind("id", made.id)
                .bind("orgId", orgId)
                .bind("label", token.label)
                .bind("sha256", made.secret.sha256())
                .bind("lastFour", made.secret.lastFour())
                .bind("createdAt", clock.millis())
                .bind("createdBy", actor)
                .bind("expiresAt", token.expiresAt == null ? null : (Long) token.expiresAt.toEpochMilli())
                .bind("team", token.team)
                .bind("repo", token.repo)
                .bind("requestsPerSecond", token.limits.requestsPerSecond())
                .bind("bytesPerSecond", token.limits.bytesPerSecond())
                .execute();
        return made;
    }

    private void audit(Handle handle, String orgId, String actor, String action, String id, String detail) {
        audit.append(handle, orgId, actor, action, id, AuditLog.DONE, detail, null, null);
    }

    private static Optional<Row> find(Handle handle, String id) {
        return handle.createQuery(SELECT + " WHERE id = :id")
                .bind("id", id)
                .map((row, context) -> row(row))
                .findOne();
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                row.getString("id"),
                row.getString("org_id"),
                row.getString("label"),
                row.getString("last_four"),
                row.getString("team"),
                row.getString("repo"),
                row.getString("created_by"),
                Instant.ofEpochMilli(row.getLong("created_at")),
                instant(row, "expires_at"),
                instant(row, "revoked_at"),
                row.getString("replaced_by"),
                instant(row, "last_used_at"),
                new Limits(number(row, "requests_per_second"), number(row, "bytes_per_second")));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Long millis = number(row, column);
        return millis == null ? null : Instant.ofEpochMilli(millis);
    }

    private static @Nullable Long number(ResultSet row, String column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : (Long) value;
    }
}
