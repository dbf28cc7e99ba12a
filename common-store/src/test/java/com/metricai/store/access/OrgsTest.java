package com.metricai.store.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.metricai.store.migration.SqliteMigrations;
import com.metricai.store.person.Person;
import com.metricai.store.sqlite.Sqlite;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which domains an org may take in, what a start makes, and what is left of who was removed. */
class OrgsTest {
    private static final Actor ADA = Actor.local("ada@acme.example");
    private static final Actor CLI = Actor.local("cli:root");

    private final TestClock clock = new TestClock();

    @TempDir
    Path dir;

    private Sqlite sqlite;
    private Orgs orgs;
    private Members members;
    private AuditLog audit;

    @BeforeEach
    void open() {
        sqlite = Sqlite.writer(dir.resolve("a.db"));
        SqliteMigrations.migrate(sqlite.jdbi());
        orgs = new Orgs(sqlite.jdbi(), clock);
        members = new Members(sqlite.jdbi(), clock);
        audit = new AuditLog(sqlite.jdbi(), clock);
        orgs.create("acme", "Acme", ADA.name(), CLI);
    }

    @AfterEach
    void close() {
        sqlite.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"gmail.com", " GMail.com ", "outlook.com", "users.noreply.github.com"})
    void domainOfAnybody_isRefused_forOperatorsToo(String domain) {
        for (Actor actor : List.of(ADA, CLI, Actor.local("eve@gmail.com"))) {
            assertThatExceptionOfType(ChangeRefused.class)
                    .isThrownBy(() -> takeIn(actor, 1, domain))
                    .withMessageContaining(
                            "anybody can have an address of " + domain.strip().toLowerCase(java.util.Locale.ROOT))
                    .satisfies(refused -> assertThat(refused.field()).isEqualTo("domains"));
        }
    }

    @Test
    void domainOfOthers_isRefused_unlessItWasThereOrAnOperatorAsks() {
        assertThatExceptionOfType(ChangeRefused.class)
                .isThrownBy(() -> takeIn(ADA, 1, "acme.example", "globex.example"))
                .withMessageContaining("your own address is not of globex.example");
        takeIn(ADA, 1, "acme.example");
        takeIn(CLI, 2, "acme.example", "globex.example");
        takeIn(ADA, 3, "globex.example");
        takeIn(ADA, 4);
        members.grant("acme", "olga@ops.example", Role.OPS, CLI);
        takeIn(Actor.local("olga@ops.example"), 5, "globex.example");
        assertThatExceptionOfType(ChangeRefused.class)
                .as("another role for the same domain")
                .isThrownBy(() -> orgs.change(
                        "acme", settings(6, List.of(new OrgSettings.Domain("globex.example", Role.ADMIN))), ADA));
    }

    @Test
    void removedMember_isKnownByAHashAlone() {
        takeIn(ADA, 1, "acme.example");
        members.joinByDomain("Carl@acme.example", Actor.local("carl@acme.example"));
        members.remove("acme", "carl@acme.example", ADA);
        assertThat(members.joinByDomain("CARL@acme.example", ADA)).isFalse();
        byte[] hash = sqlite.jdbi()
                .withHandle(handle -> handle.select("SELECT email_sha256 FROM removed_members")
                        .mapTo(byte[].class)
                        .one());
        assertThat(hash).isEqualTo(Person.sha256("acme", "carl@acme.example"));
        members.invite("acme", "carl@acme.example", Role.VIEWER, ADA);
        members.remove("acme", "carl@acme.example", ADA);
        members.grant("acme", "carl@acme.example", Role.VIEWER, CLI);
        assertThat(count("SELECT count(*) FROM removed_members")).isZero();
    }

    @Test
    void ensuredOrg_getsItsAdminOnce() {
        assertThat(orgs.ensure("default", "Default", "admin@localhost", Actor.local("up")))
                .isTrue();
        assertThat(audit.entries("default", AuditFilter.NONE, null, 10))
                .extracting(entry -> entry.actor() + " " + entry.action())
                .containsExactly("up org.created");
        members.invite("default", "ada@acme.example", Role.ADMIN, Actor.local("admin@localhost"));
        members.remove("default", "admin@localhost", ADA);
        assertThat(orgs.ensure("default", "Default", "admin@localhost", Actor.local("up")))
                .isFalse();
        assertThat(members.list("default")).extracting(Member::email).containsExactly("ada@acme.example");
    }

    @Test
    void madeOrg_isWrittenDownInItsLogAndInThatOfTheInstallation() {
        for (String log : List.of("acme", AuditLog.INSTALLATION)) {
            assertThat(audit.entries(log, AuditFilter.NONE, null, 10))
                    .extracting(entry -> entry.actor() + " " + entry.action() + " " + entry.subject())
                    .containsExactly("cli:root org.created acme");
        }
    }

    @Test
    void auditEntry_cannotBeReplacedEither() {
        sqlite.jdbi()
                .useHandle(handle -> handle.execute("INSERT INTO audit_log (id, at, org_id, actor, action, subject)"
                        + " VALUES (77, unixepoch() * 1000, 'acme', 'a', 'b', 'c')"));
        assertThatThrownBy(() -> sqlite.jdbi()
                        .useHandle(handle -> handle.execute(
                                "INSERT OR REPLACE INTO audit_log (id, at, org_id, actor, action, subject)"
                                        + " VALUES (77, 1, 'acme', 'somebody else', 'b', 'c')")))
                .hasStackTraceContaining("append-only");
        assertThat(count("SELECT count(*) FROM audit_log WHERE actor = 'a'")).isEqualTo(1);
    }

    private void takeIn(Actor actor, long version, String... domains) {
        orgs.change(
                "acme",
                settings(
                        version,
                        Arrays.stream(domains)
                                .map(domain -> new OrgSettings.Domain(domain, Role.VIEWER))
                                .toList()),
                actor);
    }

    private static OrgSettings settings(long version, List<OrgSettings.Domain> domains) {
        return new OrgSettings("Acme", domains, false, 0, null, null, version);
    }

    private int count(String sql) {
        return sqlite.jdbi()
                .withHandle(handle -> handle.createQuery(sql).mapTo(int.class).one());
    }
}
