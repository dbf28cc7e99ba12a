package com.metricai.store.people;

import java.security.SecureRandom;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** The key of each org's pseudonyms, made when it is first needed. */
public final class PseudonymKeys {
    private static final int BYTES = 32;

    private final Jdbi reader;
    private final Jdbi writer;
    private final SecureRandom random = new SecureRandom();

    public PseudonymKeys(Jdbi reader, Jdbi writer) {
        this.reader = reader;
        this.writer = writer;
    }

    /** Always the same one for an org. */
    public byte[] of(String orgId) {
        return find(orgId).orElseGet(() -> make(orgId));
    }

    private byte[] make(String orgId) {
        byte[] key = new byte[BYTES];
        random.nextBytes(key);
        // Whoever comes second keeps the first one's.
        writer.useTransaction(handle ->
                handle.execute("UPDATE orgs SET pseudonym_key = ? WHERE id = ? AND pseudonym_key IS NULL", key, orgId));
        return find(orgId).orElseThrow(() -> new IllegalArgumentException("there is no org " + orgId));
    }

    private Optional<byte[]> find(String orgId) {
        return reader.withHandle(handle -> handle.select(
                        "SELECT pseudonym_key FROM orgs WHERE id = ? AND pseudonym_key IS NOT NULL", orgId)
                .map((row, context) -> row.getBytes("pseudonym_key"))
                .findOne());
    }
}
