package com.metricai.store.access;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** The only writer of orgs, members and tokens. */
public final class AccessStore {
    /** A member of an org, as the dashboard API needs it. */
    public record Membership(String orgId, String orgName, Role role) {}

    private final Jdbi jdbi;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    public AccessStore(Jdbi jdbi, Clock clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    /** Makes the org unless it is there. */
    public void ensureOrg(String id, String name) {
        jdbi.useHandle(handle -> handle.execute(
                "INSERT INTO orgs (id, name, created_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                id,
                name,
                clock.millis()));
    }

    /** Gives the org another name for people to read. */
    public void renameOrg(String id, String name) {
        jdbi.useHandle(handle -> handle.execute("UPDATE orgs SET name = ? WHERE id = ?", name, id));
    }

    public boolean orgExists(String id) {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT count(*) FROM orgs WHERE id = ?")
                        .bind(0, id)
                        .mapTo(int.class)
                        .one()
                > 0);
    }

    /** Makes the member, or leaves the one that is there with its role. E-mail addresses are compared in lower case. */
    public void ensureMember(String email, String orgId, Role role) {
        jdbi.useHandle(handle -> handle.execute(
                "INSERT INTO members (email, org_id, role, created_at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
                email.toLowerCase(Locale.ROOT),
                orgId,
                role.wireName(),
                clock.millis()));
    }

    /** The orgs of a person, by name; empty when the address is nobody's. */
    public List<Membership> membershipsOf(String email) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT o.id, o.name, m.role FROM members m JOIN orgs o ON o.id = m.org_id
                        WHERE m.email = ? ORDER BY o.name, o.id""")
                .bind(0, email.toLowerCase(Locale.ROOT))
                .map((rs, ctx) ->
                        new Membership(rs.getString("id"), rs.getString("name"), Role.ofWireName(rs.getString("role"))))
                .list());
    }

    /**
     * Makes a token for the org.
     *
     * @param createdBy an e-mail address, or {@code cli}
     * @return the token, which nobody can read again
     */
    public IngestToken createToken(String orgId, String label, String createdBy) {
        IngestToken token = IngestToken.random(random);
        jdbi.useHandle(handle -> handle.execute(
                """
                INSERT INTO tokens (id, org_id, label, sha256, last_four, created_at, created_by)
                VALUES (?, ?, ?, ?, ?, ?, ?)""",
                UUID.randomUUID().toString(),
                orgId,
                label,
                token.sha256(),
                token.lastFour(),
                clock.millis(),
                createdBy));
        return token;
    }

    /** Whether the org has any token that is not revoked. */
    public boolean hasToken(String orgId) {
        return jdbi.withHandle(
                handle -> handle.createQuery("SELECT count(*) FROM tokens WHERE org_id = ? AND revoked_at IS NULL")
                                .bind(0, orgId)
                                .mapTo(int.class)
                                .one()
                        > 0);
    }

    /** Ends a token at once. */
    public void revokeToken(String id) {
        jdbi.useHandle(handle -> handle.execute(
                "UPDATE tokens SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL", clock.millis(), id));
    }
}
