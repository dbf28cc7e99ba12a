package com.metricai.store.access;

import java.time.Clock;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/**
 * What a start needs of orgs, members and tokens, and who somebody is. Changes that people make are in {@link Orgs},
 * {@link Members} and {@link Tokens}.
 */
public final class AccessStore {
    /** A member of an org, as the dashboard API needs it. */
    public record Membership(String orgId, String orgName, Role role) {}

    private final Jdbi jdbi;
    private final Clock clock;
    private final Tokens tokens;

    public AccessStore(Jdbi jdbi, Clock clock) {
        this.jdbi = jdbi;
        this.clock = clock;
        this.tokens = new Tokens(jdbi, clock);
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

    /**
     * Makes the member, or leaves the one that is there with its role. E-mail addresses are compared in lower case.
     *
     * @throws ChangeRefused when it is no address
     */
    public void ensureMember(String email, String orgId, Role role) {
        jdbi.useHandle(handle -> handle.execute(
                "INSERT INTO members (email, org_id, role, created_at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
                Checks.email("email", email),
                orgId,
                role.wireName(),
                clock.millis()));
    }

    /** The orgs of a person, by name; empty when the address is nobody's. */
    public List<Membership> membershipsOf(String email) {
        return Checks.email(email).map(this::memberships).orElse(List.of());
    }

    private List<Membership> memberships(String address) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT o.id, o.name, m.role FROM members m JOIN orgs o ON o.id = m.org_id
                        WHERE m.email = ? ORDER BY o.name, o.id""")
                .bind(0, address)
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
        return tokens.create(orgId, TokenTerms.labelled(label), Actor.local(createdBy))
                .secret();
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
