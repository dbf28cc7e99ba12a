package com.metricai.store.access;

import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * The ingest tokens of an org. Of a token itself only its SHA-256 is kept. Each change is one transaction that holds the
 * write lock from its beginning; ingest sees it within seconds ({@link TokenDirectory}).
 */
public final class Tokens {
    /** The longest time for which a token and its replacement are both valid. */
    public static final Duration MAX_OVERLAP = Duration.ofDays(30);

    /** Of the last 24 hours, the present one included: usage is kept by the hour. */
    private static final int EARLIER_HOURS = 23;

    private static final String SELECT = """
            SELECT t.id, t.label, t.last_four, t.team, t.repo, t.created_by, t.created_at, t.expires_at, t.revoked_at,
                   t.replaced_by, t.requests_per_second, t.bytes_per_second, t.version,
                   (SELECT last_at FROM token_usage WHERE org_id = t.org_id AND token_id = t.id
                    ORDER BY hour DESC LIMIT 1) AS last_used_at,
                   coalesce(sum(u.requests), 0) AS requests, coalesce(sum(u.bytes), 0) AS bytes,
                   coalesce(sum(u.limited), 0) AS limited, coalesce(sum(u.refused), 0) AS refused
            FROM tokens t
            LEFT JOIN token_usage u ON u.org_id = t.org_id AND u.token_id = t.id AND u.hour >= :since
            WHERE t.org_id = :org""";

    /**
     * What a rotation leaves behind.
     *
     * @param fresh the token to use from now on
     * @param old the replaced one, valid until its {@code expiresAt}
     */
    public record Rotation(NewToken fresh, Token old) {}

    private final Jdbi writer;
    private final Clock clock;
    private final AuditLog audit;
    private final SecureRandom random = new SecureRandom();

    public Tokens(Jdbi writer, Clock clock) {
        this.writer = writer;
        this.clock = clock;
        this.audit = new AuditLog(writer, clock);
    }

    /** All of the org, those that ended too, the newest first. */
    public List<Token> list(String orgId) {
        return writer.withHandle(
                handle -> handle.createQuery(SELECT + " GROUP BY t.id ORDER BY t.created_at DESC, t.id")
                        .bind("org", orgId)
                        .bind("since", since())
                        .map((row, context) -> token(row))
                        .list());
    }

    /**
     * Makes a token for the org.
     *
     * @throws ChangeRefused when it would have ended already
     */
    public NewToken create(String orgId, TokenTerms wanted, Actor actor) {
        TokenTerms terms = wanted.checked();
        requireFuture(terms.expiresAt());
        return writer.inTransaction(handle -> {
            NewToken made = insert(handle, orgId, terms, actor);
            audit.append(
                    handle,
                    orgId,
                    actor,
                    AuditAction.TOKEN_CREATED,
                    made.token().id(),
                    name(made.token()));
            return made;
        });
    }

    /**
     * Gives a token other terms.
     *
     * @param version of the token that the caller saw
     * @throws ChangeRefused when there is no such token, it was changed meanwhile, is revoked, or the new end is past
     */
    public Token change(String orgId, String id, TokenTerms wanted, long version, Actor actor) {
        TokenTerms terms = wanted.checked();
        return writer.inTransaction(handle -> {
            Token token = require(handle, orgId, id);
            if (token.version() != version) {
                throw ChangeRefused.stale();
            }
            if (token.state() == TokenState.REVOKED) {
                throw ChangeRefused.conflict("The token is revoked: make a new one.");
            }
            Changes changes = changes(token.terms(), terms);
            if (changes.toString().isEmpty()) {
                return token;
            }
            if (!Objects.equals(token.terms().expiresAt(), terms.expiresAt())) {
                requireFuture(terms.expiresAt());
                requireEnd(token, terms.expiresAt());
            }
            handle.createUpdate("""
                            UPDATE tokens SET label = :label, expires_at = :expires, team = :team, repo = :repo,
                              requests_per_second = :requests, bytes_per_second = :bytes, version = version + 1
                            WHERE id = :id""")
                    .bind("label", terms.label())
                    .bind("expires", Rows.millis(terms.expiresAt()))
                    .bind("team", terms.team())
                    .bind("repo", terms.repo())
                    .bind("requests", terms.requestsPerSecond())
                    .bind("bytes", terms.bytesPerSecond())
                    .bind("id", id)
                    .execute();
            audit.append(handle, orgId, actor, AuditAction.TOKEN_CHANGED, id, name(token) + "; " + changes);
            return require(handle, orgId, id);
        });
    }

    /**
     * Puts a new token of the same terms in the place of one, which stays valid for a while. When the old one ends by itself,
     * the new one does too, after as long a life.
     *
     * @param overlap for how long both are valid, at most {@link #MAX_OVERLAP}
     * @throws ChangeRefused when there is no such token, or it is not valid any more, or was replaced before
     */
    public Rotation rotate(String orgId, String id, Duration overlap, Actor actor) {
        if (overlap.isNegative() || overlap.compareTo(MAX_OVERLAP) > 0) {
            throw ChangeRefused.invalid(
                    "overlapMinutes", "overlapMinutes is a whole number from 0 to " + MAX_OVERLAP.toMinutes());
        }
        return writer.inTransaction(handle -> {
            Token old = require(handle, orgId, id);
            if (old.state() != TokenState.ACTIVE && old.state() != TokenState.EXPIRING) {
                throw ChangeRefused.conflict(
                        "The token is " + old.state().wireName() + ": rotate one that is valid, or make a new one.");
            }
            Instant now = clock.instant();
            Instant end = now.plus(overlap);
            TokenTerms terms = old.terms();
            Instant oldEnd = terms.expiresAt();
            NewToken fresh = insert(
                    handle,
                    orgId,
                    new TokenTerms(
                            terms.label(),
                            oldEnd == null ? null : now.plus(Duration.between(old.createdAt(), oldEnd)),
                            terms.team(),
                            terms.repo(),
                            terms.requestsPerSecond(),
                            terms.bytesPerSecond()),
                    actor);
            handle.execute(
                    "UPDATE tokens SET replaced_by = ?, expires_at = ?, version = version + 1 WHERE id = ?",
                    fresh.token().id(),
                    (oldEnd != null && oldEnd.isBefore(end) ? oldEnd : end).toEpochMilli(),
                    id);
            Token replaced = require(handle, orgId, id);
            audit.append(
                    handle,
                    orgId,
                    actor,
                    AuditAction.TOKEN_ROTATED,
                    id,
                    name(old) + "; replaced by: " + fresh.token().id() + " …"
                            + fresh.token().lastFour() + "; valid until: "
                            + replaced.terms().expiresAt());
            return new Rotation(fresh, replaced);
        });
    }

    /**
     * Ends a token at once; one that is revoked stays as it is.
     *
     * @throws ChangeRefused when there is no such token
     */
    public Token revoke(String orgId, String id, Actor actor) {
        return writer.inTransaction(handle -> {
            Token token = require(handle, orgId, id);
            if (token.state() == TokenState.REVOKED) {
                return token;
            }
            handle.execute("UPDATE tokens SET revoked_at = ?, version = version + 1 WHERE id = ?", clock.millis(), id);
            audit.append(handle, orgId, actor, AuditAction.TOKEN_REVOKED, id, name(token));
            return require(handle, orgId, id);
        });
    }

    private NewToken insert(Handle handle, String orgId, TokenTerms terms, Actor actor) {
        IngestToken secret = IngestToken.random(random);
        String id = UUID.randomUUID().toString();
        handle.createUpdate("""
                        INSERT INTO tokens (id, org_id, label, sha256, last_four, created_at, created_by, expires_at,
                          team, repo, requests_per_second, bytes_per_second)
                        VALUES (:id, :org, :label, :sha256, :lastFour, :at, :by, :expires, :team, :repo, :requests, :bytes)""")
                .bind("id", id)
                .bind("org", orgId)
                .bind("label", terms.label())
                .bind("sha256", secret.sha256())
                .bind("lastFour", secret.lastFour())
                .bind("at", clock.millis())
                .bind("by", actor.name())
                .bind("expires", Rows.millis(terms.expiresAt()))
                .bind("team", terms.team())
                .bind("repo", terms.repo())
                .bind("requests", terms.requestsPerSecond())
                .bind("bytes", terms.bytesPerSecond())
                .execute();
        return new NewToken(require(handle, orgId, id), secret);
    }

    private Token require(Handle handle, String orgId, String id) {
        return find(handle, orgId, id).orElseThrow(() -> ChangeRefused.missing("There is no such token."));
    }

    private Optional<Token> find(Handle handle, String orgId, String id) {
        return handle.createQuery(SELECT + " AND t.id = :id GROUP BY t.id")
                .bind("org", orgId)
                .bind("since", since())
                .bind("id", id)
                .map((row, context) -> token(row))
                .findOne();
    }

    private Token token(ResultSet row) throws SQLException {
        Instant expiresAt = Rows.instantOrNull(row, "expires_at");
        Instant revokedAt = Rows.instantOrNull(row, "revoked_at");
        String replacedBy = row.getString("replaced_by");
        return new Token(
                row.getString("id"),
                row.getString("last_four"),
                TokenState.of(clock.instant(), expiresAt, revokedAt, replacedBy),
                new TokenTerms(
                        row.getString("label"),
                        expiresAt,
                        row.getString("team"),
                        row.getString("repo"),
                        Rows.longOrNull(row, "requests_per_second"),
                        Rows.longOrNull(row, "bytes_per_second")),
                row.getString("created_by"),
                Instant.ofEpochMilli(row.getLong("created_at")),
                revokedAt,
                replacedBy,
                new Token.Usage(
                        Rows.instantOrNull(row, "last_used_at"),
                        row.getLong("requests"),
                        row.getLong("bytes"),
                        row.getLong("limited"),
                        row.getLong("refused")),
                row.getLong("version"));
    }

    private long since() {
        return clock.instant()
                .truncatedTo(ChronoUnit.HOURS)
                .minus(Duration.ofHours(EARLIER_HOURS))
                .toEpochMilli();
    }

    private void requireFuture(@Nullable Instant expiresAt) {
        if (expiresAt != null && !clock.instant().isBefore(expiresAt)) {
            throw ChangeRefused.invalid(
                    "expiresAt",
                    "expiresAt is past: name a later instant, or null for a token that never ends by itself");
        }
    }

    /** Else a forgotten old token would stay valid for ever. */
    private void requireEnd(Token token, @Nullable Instant expiresAt) {
        if (token.replacedBy() != null
                && (expiresAt == null || expiresAt.isAfter(clock.instant().plus(MAX_OVERLAP)))) {
            throw ChangeRefused.invalid(
                    "expiresAt",
                    "expiresAt: the token was replaced and stays valid for at most " + MAX_OVERLAP.toDays()
                            + " days from now");
        }
    }

    private static Changes changes(TokenTerms before, TokenTerms after) {
        return new Changes()
                .add("label", before.label(), after.label())
                .add("expiresAt", before.expiresAt(), after.expiresAt())
                .add("team", before.team(), after.team())
                .add("repo", before.repo(), after.repo())
                .add("requestsPerSecond", before.requestsPerSecond(), after.requestsPerSecond())
                .add("bytesPerSecond", before.bytesPerSecond(), after.bytesPerSecond());
    }

    private static String name(Token token) {
        return token.terms().label() + " …" + token.lastFour();
    }
}
