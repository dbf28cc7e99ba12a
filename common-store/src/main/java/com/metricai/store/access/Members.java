package com.metricai.store.access;

import com.metricai.store.person.Person;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Who belongs to an org. Each change is one transaction that holds the write lock from its beginning, so that two people, or
 * the command line, never decide on the same old state. The role ops reaches beyond an org, so that an org's admins neither
 * give nor take it.
 */
public final class Members {
    private static final String SELECT =
            "SELECT email, role, invited_by, created_at, last_seen_at, version FROM members ";

    private final Jdbi writer;
    private final Clock clock;
    private final AuditLog audit;

    public Members(Jdbi writer, Clock clock) {
        this.writer = writer;
        this.clock = clock;
        this.audit = new AuditLog(writer, clock);
    }

    /** All of the org, by address. */
    public List<Member> list(String orgId) {
        return writer.withHandle(handle -> handle.createQuery(SELECT + "WHERE org_id = ? ORDER BY email")
                .bind(0, orgId)
                .map((row, context) -> member(row))
                .list());
    }

    /**
     * Makes the address a member.
     *
     * @throws ChangeRefused for a bad address, the role ops, or somebody who is a member already
     */
    public Member invite(String orgId, String email, Role role, Actor actor) {
        String address = Checks.email("email", email);
        requireOrdinary(role);
        return writer.inTransaction(handle -> {
            if (find(handle, orgId, address).isPresent()) {
                throw ChangeRefused.conflict(address + " is a member already: change the role instead.");
            }
            insert(handle, orgId, address, role, actor.name());
            letBackIn(handle, orgId, address);
            audit.append(handle, orgId, actor, AuditAction.MEMBER_INVITED, address, "role: " + role.wireName());
            return require(handle, orgId, address);
        });
    }

    /**
     * Gives a member another role.
     *
     * @param version of the member that the caller saw
     * @throws ChangeRefused when there is no such member, it was changed meanwhile, or it is the last admin
     */
    public Member changeRole(String orgId, String email, Role role, long version, Actor actor) {
        requireOrdinary(role);
        return writer.inTransaction(handle -> {
            Member member = require(handle, orgId, email);
            requireNotOps(member);
            if (member.version() != version) {
                throw ChangeRefused.stale();
            }
            setRole(handle, orgId, member, role, actor);
            return require(handle, orgId, member.email());
        });
    }

    /**
     * Gives a person any role in an org, ops as well, as the installation's operator decides; a member or not before.
     *
     * @throws ChangeRefused for a bad address, when there is no such org, or for its last admin
     */
    public Member grant(String orgId, String email, Role role, Actor operator) {
        String address = Checks.email("email", email);
        return writer.inTransaction(handle -> {
            if (handle.select("SELECT 1 FROM orgs WHERE id = ?", orgId)
                    .mapTo(int.class)
                    .findOne()
                    .isEmpty()) {
                throw ChangeRefused.missing("There is no org " + orgId + ".");
            }
            Optional<Member> present = find(handle, orgId, address);
            if (present.isEmpty()) {
                insert(handle, orgId, address, role, operator.name());
                letBackIn(handle, orgId, address);
                audit.append(handle, orgId, operator, AuditAction.MEMBER_INVITED, address, "role: " + role.wireName());
            } else {
                setRole(handle, orgId, present.get(), role, operator);
            }
            return require(handle, orgId, address);
        });
    }

    private void setRole(Handle handle, String orgId, Member member, Role role, Actor actor) {
        if (member.role() == role) {
            return;
        }
        requireAnotherAdmin(handle, orgId, member);
        handle.execute(
                "UPDATE members SET role = ?, version = version + 1 WHERE org_id = ? AND email = ?",
                role.wireName(),
                orgId,
                member.email());
        String detail = new Changes()
                .add("role", member.role().wireName(), role.wireName())
                .toString();
        audit.append(handle, orgId, actor, AuditAction.MEMBER_ROLE, member.email(), detail);
    }

    /**
     * Ends a membership. The org's domains do not bring the person back; an invitation does.
     *
     * @throws ChangeRefused when there is no such member, or it is the last admin
     */
    public void remove(String orgId, String email, Actor actor) {
        writer.useTransaction(handle -> {
            Member member = require(handle, orgId, email);
            requireNotOps(member);
            requireAnotherAdmin(handle, orgId, member);
            handle.execute("DELETE FROM members WHERE org_id = ? AND email = ?", orgId, member.email());
            handle.execute(
                    "INSERT OR REPLACE INTO removed_members (org_id, email_sha256, removed_at) VALUES (?, ?, ?)",
                    orgId,
                    Person.sha256(orgId, member.email()),
                    clock.millis());
            audit.append(
                    handle,
                    orgId,
                    actor,
                    AuditAction.MEMBER_REMOVED,
                    member.email(),
                    "role: " + member.role().wireName());
        });
    }

    /**
     * Makes the address a member of every org that takes in its domain, unless it is one or was removed from it.
     *
     * @param email one that the identity provider vouches for
     * @return whether there was any such org
     */
    public boolean joinByDomain(String email, Actor actor) {
        Optional<String> address = Checks.email(email);
        if (address.isEmpty() || openTo(address.get()).isEmpty()) {
            return false;
        }
        return writer.inTransaction(handle -> {
            List<Opening> openings = openings(handle, address.get());
            for (Opening opening : openings) {
                insert(
                        handle,
                        opening.orgId(),
                        address.get(),
                        opening.role(),
                        "domain:" + Checks.domainOf(address.get()));
                audit.append(
                        handle,
                        opening.orgId(),
                        actor,
                        AuditAction.MEMBER_JOINED,
                        address.get(),
                        "role: " + opening.role().wireName() + "; domain: " + Checks.domainOf(address.get()));
            }
            return !openings.isEmpty();
        });
    }

    /** Keeps the minute of a member's last request. */
    public void seen(String orgId, String email, Instant at) {
        long minute = at.truncatedTo(ChronoUnit.MINUTES).toEpochMilli();
        writer.useHandle(handle -> handle.execute("""
                UPDATE members SET last_seen_at = ?
                WHERE org_id = ? AND email = ? AND (last_seen_at IS NULL OR last_seen_at < ?)""", minute, orgId, email, minute));
    }

    private record Opening(String orgId, Role role) {}

    /** Without the write lock: nearly always there is none. */
    private List<Opening> openTo(String address) {
        return writer.withHandle(handle -> openings(handle, address));
    }

    private static List<Opening> openings(Handle handle, String address) {
        return handle.createQuery("""
                        SELECT d.org_id, d.role FROM org_domains d
                        WHERE d.domain = :domain
                          AND NOT EXISTS (SELECT 1 FROM members m WHERE m.email = :email AND m.org_id = d.org_id)""")
                .bind("domain", Checks.domainOf(address))
                .bind("email", address)
                .map((row, context) -> new Opening(row.getString("org_id"), Role.ofWireName(row.getString("role"))))
                .filter(opening -> !wasRemoved(handle, opening.orgId(), address))
                .list();
    }

    private static boolean wasRemoved(Handle handle, String orgId, String address) {
        return handle.createQuery("SELECT 1 FROM removed_members WHERE org_id = ? AND email_sha256 = ?")
                .bind(0, orgId)
                .bind(1, Person.sha256(orgId, address))
                .mapTo(int.class)
                .findOne()
                .isPresent();
    }

    private static void letBackIn(Handle handle, String orgId, String address) {
        handle.execute(
                "DELETE FROM removed_members WHERE org_id = ? AND email_sha256 = ?",
                orgId,
                Person.sha256(orgId, address));
    }

    private void insert(Handle handle, String orgId, String address, Role role, String invitedBy) {
        handle.execute(
                "INSERT INTO members (email, org_id, role, created_at, invited_by) VALUES (?, ?, ?, ?, ?)",
                address,
                orgId,
                role.wireName(),
                clock.millis(),
                invitedBy);
    }

    private static Optional<Member> find(Handle handle, String orgId, String email) {
        return Checks.email(email)
                .flatMap(address -> handle.createQuery(SELECT + "WHERE org_id = ? AND email = ?")
                        .bind(0, orgId)
                        .bind(1, address)
                        .map((row, context) -> member(row))
                        .findOne());
    }

    private static Member member(ResultSet row) throws SQLException {
        return new Member(
                row.getString("email"),
                Role.ofWireName(row.getString("role")),
                row.getString("invited_by"),
                Instant.ofEpochMilli(row.getLong("created_at")),
                Rows.instantOrNull(row, "last_seen_at"),
                row.getLong("version"));
    }

    private static Member require(Handle handle, String orgId, String email) {
        return find(handle, orgId, email).orElseThrow(() -> ChangeRefused.missing("There is no such member."));
    }

    private static void requireOrdinary(Role role) {
        if (role == Role.OPS) {
            throw ChangeRefused.invalid(
                    "role", "role is viewer or admin: ops sees all orgs and is given with ./metric-ai member grant");
        }
    }

    private static void requireNotOps(Member member) {
        if (member.role() == Role.OPS) {
            throw ChangeRefused.conflict("The role ops is given and taken with ./metric-ai member grant.");
        }
    }

    private static void requireAnotherAdmin(Handle handle, String orgId, Member leaving) {
        if (leaving.role() != Role.ADMIN) {
            return;
        }
        int others = handle.createQuery(
                        "SELECT count(*) FROM members WHERE org_id = ? AND role = 'admin' AND email <> ?")
                .bind(0, orgId)
                .bind(1, leaving.email())
                .mapTo(int.class)
                .one();
        if (others == 0) {
            throw ChangeRefused.conflict(
                    leaving.email() + " is the org's last admin: make somebody else an admin first.");
        }
    }
}
