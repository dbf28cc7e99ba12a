package com.metricai.store.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * The tokens that may send, in memory. {@link #refresh()} is called every few seconds by whoever owns the schedule;
 * {@link #find} touches neither disk nor network. A failed refresh keeps the last snapshot; before the first good one
 * {@link #isLoaded()} is false and nobody can be told apart.
 */
public final class TokenDirectory {
    private static final HexFormat HEX = HexFormat.of();

    private record Entry(
            String digest, TokenHolder holder, @Nullable Instant expiresAt) {}

    private final Jdbi reader;
    private final Clock clock;
    private volatile @Nullable Map<String, Entry> snapshot;

    public TokenDirectory(Jdbi reader, Clock clock) {
        this.reader = reader;
        this.clock = clock;
    }

    /** Reads all tokens that are not revoked, with their tags and limits. Throws what Jdbi throws when the store is away. */
    public void refresh() {
        Map<String, Entry> fresh = new HashMap<>();
        reader.useHandle(handle -> handle.createQuery("""
                        SELECT t.sha256, t.id, t.org_id, t.expires_at, t.team, t.repo,
                          t.requests_per_second, t.bytes_per_second,
                          o.requests_per_second AS org_requests_per_second, o.bytes_per_second AS org_bytes_per_second
                        FROM tokens t JOIN orgs o ON o.id = t.org_id WHERE t.revoked_at IS NULL""")
                .map((row, context) -> entry(row))
                .forEach(entry -> fresh.put(entry.digest, entry)));
        snapshot = Map.copyOf(fresh);
    }

    private static Entry entry(ResultSet row) throws SQLException {
        return new Entry(
                HEX.formatHex(row.getBytes("sha256")),
                new TokenHolder(
                        row.getString("id"),
                        row.getString("org_id"),
                        row.getString("team"),
                        row.getString("repo"),
                        new Limits(
                                Rows.longOrNull(row, "requests_per_second"), Rows.longOrNull(row, "bytes_per_second")),
                        new Limits(
                                Rows.longOrNull(row, "org_requests_per_second"),
                                Rows.longOrNull(row, "org_bytes_per_second"))),
                Rows.instantOrNull(row, "expires_at"));
    }

    /** Whether a refresh ever succeeded. */
    public boolean isLoaded() {
        return snapshot != null;
    }

    /**
     * Who holds the token with this SHA-256; empty when it is unknown, revoked or expired.
     *
     * @throws IllegalStateException before the first good refresh: the caller must answer "try again", not "unknown"
     */
    public Optional<TokenHolder> find(byte[] sha256) {
        Map<String, Entry> entries = snapshot;
        if (entries == null) {
            throw new IllegalStateException("the token directory was not read yet");
        }
        String digest = HEX.formatHex(sha256);
        Entry entry = entries.get(digest);
        // The map compares digests, which tell nothing about the token; the last word is in constant time all the same.
        if (entry == null || !MessageDigest.isEqual(bytes(entry.digest), bytes(digest))) {
            return Optional.empty();
        }
        if (entry.expiresAt != null && !clock.instant().isBefore(entry.expiresAt)) {
            return Optional.empty();
        }
        return Optional.of(entry.holder);
    }

    private static byte[] bytes(String digest) {
        return digest.getBytes(StandardCharsets.US_ASCII);
    }
}
