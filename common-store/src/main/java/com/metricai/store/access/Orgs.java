package com.metricai.store.access;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Orgs and their settings. Each change is one transaction that holds the write lock from its beginning. */
public final class Orgs {
    private final Jdbi writer;
    private final Clock clock;
    private final AuditLog audit;

    public Orgs(Jdbi writer, Clock clock) {
        this.writer = writer;
        this.clock = clock;
        this.audit = new AuditLog(writer, clock);
    }

    /**
     * Makes an org and its first admin.
     *
     * @param id 1 to 63 lower-case letters, digits and hyphens; for ever
     * @throws ChangeRefused for bad values, or when there is an org of this id
     */
    public void create(String id, String name, String adminEmail, Actor actor) {
        String orgId = Checks.orgId("id", id);
        OrgSettings settings = new OrgSettings(name, List.of(), false, 0, null, null, 1).checked();
        String admin = Checks.email("adminEmail", adminEmail);
        writer.useTransaction(handle -> {
            if (!create(handle, orgId, settings.name(), admin, actor)) {
                throw ChangeRefused.conflict("There is an org " + orgId + " already: choose another id.");
            }
            // The first entry of an org is its own; who made it is the operators' to know as well.
            audit.append(
                    handle, AuditLog.INSTALLATION, actor, AuditAction.ORG_CREATED, orgId, made(settings.name(), admin));
        });
    }

    /**
     * Makes an org and its first admin unless there is an org of this id: whoever was removed from one stays away.
     *
     * @return whether it was made
     */
    public boolean ensure(String id, String name, String adminEmail, Actor actor) {
        return writer.inTransaction(
                handle -> create(handle, Checks.orgId("id", id), name, Checks.email("adminEmail", adminEmail), actor));
    }

    private boolean create(Handle handle, String orgId, String name, String admin, Actor actor) {
        int made = handle.execute(
                "INSERT INTO orgs (id, name, created_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                orgId,
                name,
                clock.millis());
        if (made > 0) {
            handle.execute(
                    "INSERT INTO members (email, org_id, role, created_at, invited_by) VALUES (?, ?, 'admin', ?, ?)",
                    admin,
                    orgId,
                    clock.millis(),
                    actor.name());
            audit.append(handle, orgId, actor, AuditAction.ORG_CREATED, orgId, made(name, admin));
        }
        return made > 0;
    }

    private static String made(String name, String admin) {
        return "name: " + name + "; admin: " + admin;
    }

    /**
     * Whoever lets in the people of a domain must be one of them: an address of another domain may be another team's. Operators
     * may name any; at the command line, or signed in with the role ops in some org.
     */
    private static void requireOwnDomains(Handle handle, OrgSettings present, OrgSettings wanted, Actor actor) {
        Optional<String> address = Checks.email(actor.name());
        if (address.isEmpty()) {
            return;
        }
        String own = Checks.domainOf(address.get());
        for (OrgSettings.Domain each : wanted.domains()) {
            if (!each.domain().equals(own) && !present.domains().contains(each) && !isOperator(handle, address.get())) {
                throw ChangeRefused.invalid(
                        "domains",
                        "domains: your own address is not of " + each.domain()
                                + ": ask somebody who has one to add it, or an operator");
            }
        }
    }

    private static boolean isOperator(Handle handle, String address) {
        return handle.createQuery("SELECT count(*) FROM members WHERE email = ? AND role = 'ops'")
                        .bind(0, address)
                        .mapTo(int.class)
                        .one()
                > 0;
    }

    /** The settings of the org; throws {@link ChangeRefused} when there is none. */
    public OrgSettings settings(String orgId) {
        return writer.withHandle(handle -> read(handle, orgId));
    }

    /**
     * Puts other settings in the place of the org's.
     *
     * @param asked with the version that the caller saw
     * @throws ChangeRefused for bad values, or when they were changed meanwhile
     */
    public OrgSettings change(String orgId, OrgSettings asked, Actor actor) {
        OrgSettings wanted = asked.checked();
        return writer.inTransaction(handle -> {
            OrgSettings present = read(handle, orgId);
            if (present.version() != wanted.version()) {
                throw ChangeRefused.stale();
            }
            requireOwnDomains(handle, present, wanted, actor);
            String changes = changes(present, wanted).toString();
            if (changes.isEmpty()) {
                return present;
            }
            handle.createUpdate("""
                            UPDATE orgs SET name = :name, pseudonymous = :pseudonymous, team_floor = :floor,
                              requests_per_second = :requests, bytes_per_second = :bytes, version = version + 1
                            WHERE id = :id""")
                    .bind("name", wanted.name())
                    .bind("pseudonymous", wanted.pseudonymous() ? 1 : 0)
                    .bind("floor", wanted.teamFloor())
                    .bind("requests", wanted.requestsPerSecond())
                    .bind("bytes", wanted.bytesPerSecond())
                    .bind("id", orgId)
                    .execute();
            handle.execute("DELETE FROM org_domains WHERE org_id = ?", orgId);
            for (OrgSettings.Domain each : wanted.domains()) {
                handle.execute(
                        "INSERT INTO org_domains (domain, org_id, role) VALUES (?, ?, ?)",
                        each.domain(),
                        orgId,
                        each.role().wireName());
            }
            audit.append(handle, orgId, actor, AuditAction.SETTINGS_CHANGED, orgId, changes);
            return read(handle, orgId);
        });
    }

    private static OrgSettings read(Handle handle, String orgId) {
        List<OrgSettings.Domain> domains = handle.createQuery("SELECT domain, role FROM org_domains WHERE org_id = ?")
                .bind(0, orgId)
                .map((row, context) ->
                        new OrgSettings.Domain(row.getString("domain"), Role.ofWireName(row.getString("role"))))
                .list();
        return handle.createQuery("""
                        SELECT name, pseudonymous, team_floor, requests_per_second, bytes_per_second, version
                        FROM orgs WHERE id = ?""")
                .bind(0, orgId)
                .map((row, context) -> new OrgSettings(
                        row.getString("name"),
                        domains,
                        row.getInt("pseudonymous") == 1,
                        row.getInt("team_floor"),
                        Rows.longOrNull(row, "requests_per_second"),
                        Rows.longOrNull(row, "bytes_per_second"),
                        row.getLong("version")))
                .findOne()
                .orElseThrow(() -> ChangeRefused.missing("There is no such org."));
    }

    private static Changes changes(OrgSettings before, OrgSettings after) {
        return new Changes()
                .add("name", before.name(), after.name())
                .add("domains", list(before), list(after))
                .add("pseudonymous", before.pseudonymous(), after.pseudonymous())
                .add("teamFloor", before.teamFloor(), after.teamFloor())
                .add("requestsPerSecond", before.requestsPerSecond(), after.requestsPerSecond())
                .add("bytesPerSecond", before.bytesPerSecond(), after.bytesPerSecond());
    }

    private static String list(OrgSettings settings) {
        return String.join(
                ", ",
                settings.domains().stream().map(OrgSettings.Domain::toString).toList());
    }
}
