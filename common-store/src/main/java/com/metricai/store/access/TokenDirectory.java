package com.metricai.store.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
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

    /** Reads all tokens that are not revoked. Throws what Jdbi throws when the store is away. */
    public void refresh() {
        Map<String, Entry> fresh = new HashMap<>();
        reader.useHandle(handle -> handle.createQuery(
                        "SELECT sha256, id, org_id, expires_at FROM tokens WHERE revoked_at IS NULL")
                .map((row, context) -> {
                    long expiresAt = row.getLong("expires_at");
                    boolean forever = row.wasNull();
                    return new Entry(
                            HEX.formatHex(row.getBytes("sha256")),
                            new TokenHolder(row.getString("id"), row.getString("org_id")),
                            forever ? null : Instant.ofEpochMilli(expiresAt));
                })
                .forEach(entry -> fresh.put(entry.digest, entry)));
        snapshot = Map.copyOf(fresh);
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
