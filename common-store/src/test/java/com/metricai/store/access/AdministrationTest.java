package com.metricai.store.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.metricai.store.access.ChangeRefused.Reason;
import com.metricai.store.migration.SqliteMigrations;
import com.metricai.store.sqlite.Sqlite;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Members, tokens, settings and the audit log of an org, over a real database. */
class AdministrationTest {
    private static final Actor ADA = new Actor("ada@acme.example", "203.0.113.7", "Browser/1.0");
    private static final String BOB = "bob@acme.example";

    private final TestClock clock = new TestClock();

    @TempDir
    Path dir;

    private Sqlite sqlite;
    private Sqlite other;
    private Members members;
    private Tokens tokens;
    private Orgs orgs;
    private AuditLog audit;

    @BeforeEach
    void open() {
        sqlite = Sqlite.writer(dir.resolve("a.db"));
        other = Sqlite.writer(dir.resolve("a.db"));
        SqliteMigrations.migrate(sqlite.jdbi());
        members = new Members(sqlite.jdbi(), clock);
        tokens = new Tokens(sqlite.jdbi(), clock);
        orgs = new Orgs(sqlite.jdbi(), clock);
        audit = new AuditLog(sqlite.jdbi(), clock);
        orgs.create("acme", "Acme", ADA.name(), Actor.local("cli"));
        orgs.create("globex", "Globex", "eve@globex.example", Actor.local("cli"));
    }

    @AfterEach
    void close() {
        other.close();
        sqlite.close();
    }

    @Test
    void invitedMember_isThere_andWrittenDown() {
        members.invite("acme", " Bob@Acme.example ", Role.VIEWER, ADA);
        assertThat(members.list("acme")).extracting(Member::email).containsExactly(ADA.name(), BOB);
        assertThat(members.list("globex")).extracting(Member::email).containsExactly("eve@globex.example");
        assertThat(lastEntry("acme"))
                .isEqualTo(new AuditEntry(
                        lastEntry("acme").id(),
                        clock.instant(),
                        ADA.name(),
                        "member.invited",
                        BOB,
                        "done",
                        "role: viewer",
                        "203.0.113.7",
                        "Browser/1.0"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "bob",
                "@acme.example",
                "bob@",
                "bob@@acme.example",
                "bob@acme@example",
                "Bob <bob@acme.example>",
                "<b>bob</b>@acme.example",
                "bob@acme..example",
                ".bob@acme.example",
                "bob@-acme.example",
                "bob@acme.example,eve@acme.example",
                "bob@acme.example\r\nBcc: eve@acme.example",
                "bób@acme.example",
                "a/b@acme.example",
                "a b@acme.example"
            })
    void wrongAddress_isRefused(String address) {
        refused(Reason.INVALID, () -> members.invite("acme", address, Role.VIEWER, ADA));
        assertThat(members.list("acme")).hasSize(1);
    }

    @Test
    void addressOfTenThousandLetters_isRefusedAtOnce() {
        refused(Reason.INVALID, () -> members.invite("acme", "a".repeat(10_000) + "@acme.example", Role.VIEWER, ADA));
        refused(Reason.INVALID, () -> members.invite("acme", "a.".repeat(126) + "@", Role.VIEWER, ADA));
    }

    @Test
    void secondInvitation_isAConflict_andChangesNothing() {
        members.invite("acme", BOB, Role.VIEWER, ADA);
        refused(Reason.CONFLICT, () -> members.invite("acme", "BOB@acme.example", Role.ADMIN, ADA));
        assertThat(member(BOB).role()).isEqualTo(Role.VIEWER);
    }

    @Test
    void sameInvitationTwiceAtOnce_isTakenOnce() throws Exception {
        Members elsewhere = new Members(other.jdbi(), clock);
        List<Object> outcomes = atOnce(
                () -> members.invite("acme", BOB, Role.VIEWER, ADA),
                () -> elsewhere.invite("acme", BOB, Role.ADMIN, ADA));
        assertThat(outcomes).filteredOn(ChangeRefused.class::isInstance).hasSize(1);
        assertThat(outcomes).filteredOn(Member.class::isInstance).hasSize(1);
    }

    @Test
    void roleOps_isNotTheirsToGiveOrTake() {
        refused(Reason.INVALID, () -> members.invite("acme", BOB, Role.OPS, ADA));
        members.invite("acme", BOB, Role.VIEWER, ADA);
        refused(Reason.INVALID, () -> members.changeRole("acme", BOB, Role.OPS, 1, ADA));
        members.grant("acme", "ops@acme.example", Role.OPS, Actor.local("cli"));
        refused(Reason.CONFLICT, () -> members.changeRole("acme", "ops@acme.example", Role.VIEWER, 1, ADA));
        refused(Reason.CONFLICT, () -> members.remove("acme", "ops@acme.example", ADA));
    }

    @Test
    void operator_givesAnyRole_butLeavesAnAdmin() {
        Actor cli = Actor.local("cli");
        members.grant("acme", BOB, Role.OPS, cli);
        assertThat(member(BOB).role()).isEqualTo(Role.OPS);
        assertThat(lastEntry("acme").detail()).isEqualTo("role: ops");
        members.grant("acme", BOB, Role.VIEWER, cli);
        assertThat(lastEntry("acme").detail()).isEqualTo("role: ops → viewer");
        members.remove("acme", BOB, ADA);
        refused(Reason.CONFLICT, () -> members.grant("acme", ADA.name(), Role.OPS, cli));
        refused(Reason.MISSING, () -> members.grant("initech", BOB, Role.OPS, cli));
        refused(Reason.INVALID, () -> members.grant("acme", "bob", Role.OPS, cli));
    }

    @Test
    void editOfAnOldVersion_isAConflict() {
        members.invite("acme", BOB, Role.VIEWER, ADA);
        Member seen = member(BOB);
        members.changeRole("acme", BOB, Role.ADMIN, seen.version(), ADA);
        refused(Reason.CONFLICT, () -> members.changeRole("acme", BOB, Role.VIEWER, seen.version(), ADA));
        assertThat(member(BOB).role()).isEqualTo(Role.ADMIN);
        assertThat(lastEntry("acme").detail()).isEqualTo("role: viewer → admin");
    }

    @Test
    void foreignMember_isMissing() {
        refused(Reason.MISSING, () -> members.changeRole("acme", "eve@globex.example", Role.VIEWER, 1, ADA));
        refused(Reason.MISSING, () -> members.remove("acme", "eve@globex.example", ADA));
        assertThat(members.list("globex")).hasSize(1);
    }

    @Test
    void lastAdmin_stays() {
        members.invite("acme", BOB, Role.VIEWER, ADA);
        refused(Reason.CONFLICT, () -> members.remove("acme", ADA.name(), ADA));
        refused(Reason.CONFLICT, () -> members.changeRole("acme", ADA.name(), Role.VIEWER, 1, ADA));
        assertThat(member(ADA.name()).role()).isEqualTo(Role.ADMIN);
    }

    @Test
    void twoAdminsRemovingEachOtherAtOnce_leaveOne() throws Exception {
        for (int round = 0; round < 5; round++) {
            String org = "org-" + round;
            orgs.create(org, org, ADA.name(), Actor.local("cli"));
            members.invite(org, BOB, Role.ADMIN, ADA);
            Members elsewhere = new Members(other.jdbi(), clock);
            List<Object> outcomes = atOnce(
                    () -> {
                        members.remove(org, BOB, ADA);
                        return "removed";
                    },
                    () -> {
                        elsewhere.remove(org, ADA.name(), Actor.local(BOB));
                        return "removed";
                    });
            assertThat(outcomes).containsOnlyOnce("removed");
            assertThat(members.list(org)).extracting(Member::role).containsExactly(Role.ADMIN);
        }
    }

    @Test
    void domain_takesItsPeopleIn_onceAndNotThoseWhoWereRemoved() {
        settings("acme.example");
        assertThat(members.joinByDomain("Carl@ACME.example", ADA)).isTrue();
        assertThat(member("carl@acme.example").invitedBy()).isEqualTo("domain:acme.example");
        assertThat(members.joinByDomain("carl@acme.example", ADA))
                .as("is a member")
                .isFalse();
        for (String stranger : List.of(
                "carl@evil-acme.example", "carl@acme.example.evil", "carl@sub.acme.example", "a@b@acme.example", "")) {
            assertThat(members.joinByDomain(stranger, ADA)).as(stranger).isFalse();
        }
        members.remove("acme", "carl@acme.example", ADA);
        assertThat(members.joinByDomain("carl@acme.example", ADA))
                .as("was removed")
                .isFalse();
        members.invite("acme", "carl@acme.example", Role.VIEWER, ADA);
        assertThat(member("carl@acme.example").invitedBy()).isEqualTo(ADA.name());
        assertThat(actions("acme"))
                .containsExactly(
                        "org.created", "settings.changed", "member.joined", "member.removed", "member.invited");
    }

    @Test
    void lastSeen_isKeptToTheMinute_andNeverGoesBack() {
        members.seen("acme", ADA.name(), clock.instant().plusSeconds(59));
        assertThat(member(ADA.name()).lastSeenAt()).isEqualTo(clock.instant());
        members.seen("acme", ADA.name(), clock.instant().minusSeconds(600));
        assertThat(member(ADA.name()).lastSeenAt()).isEqualTo(clock.instant());
        assertThat(member(ADA.name()).version())
                .as("no change that an edit could miss")
                .isEqualTo(1);
    }

    @Test
    void token_isListedWithItsUse_ofTheLastDay() {
        Token token = tokens.create("acme", TokenTerms.labelled("laptop"), ADA).token();
        assertThat(token.usage()).isEqualTo(new Token.Usage(null, 0, 0, 0, 0));
        long hour = Instant.parse("2026-11-22T12:00:00Z").toEpochMilli();
        usage(token.id(), hour, 1);
        usage(token.id(), hour - Duration.ofHours(23).toMillis(), 2);
        usage(token.id(), hour - Duration.ofHours(24).toMillis(), 4);
        assertThat(tokens.list("acme").getFirst().usage())
                .isEqualTo(new Token.Usage(Instant.ofEpochMilli(hour + 5), 3, 30, 300, 3000));
        assertThat(tokens.list("globex")).isEmpty();
    }

    @Test
    void tokenState_followsItsLife() {
        Instant now = clock.instant();
        Token token =
                tokens.create("acme", terms(now.plus(Duration.ofDays(10))), ADA).token();
        assertThat(token.state()).isEqualTo(TokenState.ACTIVE);
        clock.advance(Duration.ofDays(3));
        assertThat(only().state()).isEqualTo(TokenState.EXPIRING);
        clock.advance(Duration.ofDays(7));
        assertThat(only().state()).isEqualTo(TokenState.EXPIRED);
        tokens.revoke("acme", token.id(), ADA);
        assertThat(only().state()).isEqualTo(TokenState.REVOKED);
    }

    @Test
    void rotation_leavesBothValid_forTheOverlap() {
        NewToken old = tokens.create("acme", terms(clock.instant().plus(Duration.ofDays(30))), ADA);
        TokenDirectory directory = new TokenDirectory(sqlite.jdbi(), clock);
        clock.advance(Duration.ofDays(1));
        Tokens.Rotation rotation = tokens.rotate("acme", old.token().id(), Duration.ofHours(2), ADA);
        assertThat(rotation.old().state()).isEqualTo(TokenState.ROTATING);
        assertThat(rotation.old().replacedBy())
                .isEqualTo(rotation.fresh().token().id());
        assertThat(rotation.old().terms().expiresAt()).isEqualTo(clock.instant().plus(Duration.ofHours(2)));
        assertThat(rotation.fresh().token().terms())
                .as("as long a life, the same tags and limits")
                .isEqualTo(terms(clock.instant().plus(Duration.ofDays(30))));
        directory.refresh();
        assertThat(directory.find(old.secret().sha256())).isPresent();
        assertThat(directory.find(rotation.fresh().secret().sha256())).isPresent();
        refused(Reason.CONFLICT, () -> tokens.rotate("acme", old.token().id(), Duration.ZERO, ADA));
        clock.advance(Duration.ofHours(2));
        assertThat(directory.find(old.secret().sha256())).isEmpty();
        assertThat(directory.find(rotation.fresh().secret().sha256())).isPresent();
    }

    @Test
    void rotation_neverProlongsTheOldToken() {
        Instant end = clock.instant().plus(Duration.ofHours(1));
        Token old = tokens.create("acme", terms(end), ADA).token();
        assertThat(tokens.rotate("acme", old.id(), Duration.ofDays(1), ADA)
                        .old()
                        .terms()
                        .expiresAt())
                .isEqualTo(end);
        refused(Reason.INVALID, () -> tokens.change("acme", old.id(), terms(null), 2, ADA));
        refused(Reason.INVALID, () -> tokens.rotate("acme", old.id(), Duration.ofDays(31), ADA));
        refused(Reason.INVALID, () -> tokens.rotate("acme", old.id(), Duration.ofMinutes(-1), ADA));
    }

    @Test
    void badTerms_areRefused() {
        for (String label : List.of("", "  ", "x".repeat(201), "x".repeat(10_000), "<b>x</b>", "a\nb", "a\u202Eb")) {
            refused(Reason.INVALID, () -> tokens.create("acme", TokenTerms.labelled(label), ADA));
        }
        refused(Reason.INVALID, () -> tokens.create("acme", terms(clock.instant()), ADA));
        refused(Reason.INVALID, () -> tokens.create("acme", terms(Instant.MAX), ADA));
        refused(Reason.INVALID, () -> tokens.create("acme", new TokenTerms("x", null, "<i>", "", null, null), ADA));
        refused(Reason.INVALID, () -> tokens.create("acme", new TokenTerms("x", null, "", "", 0L, null), ADA));
        assertThat(tokens.list("acme")).isEmpty();
        assertThat(actions("acme")).containsExactly("org.created");
    }

    @Test
    void oldLabelThatWouldNotPassNow_isStillListed() {
        Token token = tokens.create("acme", TokenTerms.labelled("x"), ADA).token();
        sqlite.jdbi().useHandle(handle -> handle.execute("UPDATE tokens SET label = '<b>old</b>'"));
        assertThat(only().terms().label()).isEqualTo("<b>old</b>");
        assertThat(tokens.revoke("acme", token.id(), ADA).state()).isEqualTo(TokenState.REVOKED);
    }

    @Test
    void foreignToken_isMissing() {
        String id =
                tokens.create("globex", TokenTerms.labelled("x"), ADA).token().id();
        refused(Reason.MISSING, () -> tokens.change("acme", id, TokenTerms.labelled("y"), 1, ADA));
        refused(Reason.MISSING, () -> tokens.rotate("acme", id, Duration.ZERO, ADA));
        refused(Reason.MISSING, () -> tokens.revoke("acme", id, ADA));
        assertThat(tokens.list("globex").getFirst().state()).isEqualTo(TokenState.ACTIVE);
    }

    @Test
    void changedToken_saysWhatChanged_andNeverASecret() {
        NewToken made = tokens.create("acme", TokenTerms.labelled("laptop"), ADA);
        TokenTerms terms = new TokenTerms("desk", null, "web", "acme/api", 5L, null);
        Token changed = tokens.change("acme", made.token().id(), terms, 1, ADA);
        assertThat(changed.terms()).isEqualTo(terms);
        assertThat(lastEntry("acme").detail())
                .endsWith("label: laptop → desk; team: none → web; repo: none → acme/api;"
                        + " requestsPerSecond: none → 5");
        refused(Reason.CONFLICT, () -> tokens.change("acme", made.token().id(), terms, 1, ADA));
        tokens.revoke("acme", made.token().id(), ADA);
        tokens.revoke("acme", made.token().id(), ADA);
        refused(Reason.CONFLICT, () -> tokens.change("acme", made.token().id(), terms, 3, ADA));
        assertThat(actions("acme")).containsExactly("org.created", "token.created", "token.changed", "token.revoked");
        assertThat(audit.entries("acme", AuditFilter.NONE, null, 100).toString())
                .doesNotContain(made.secret().text());
    }

    @Test
    void settings_replaceAllOrNothing() {
        OrgSettings changed = settings("acme.example");
        assertThat(changed.version()).isEqualTo(2);
        assertThat(orgs.settings("acme")).isEqualTo(changed);
        refused(Reason.CONFLICT, () -> orgs.change("acme", with("A", List.of(), 1), ADA));
        refused(
                Reason.INVALID,
                () -> orgs.change(
                        "acme",
                        with(
                                "A",
                                List.of(
                                        new OrgSettings.Domain("b.example", Role.VIEWER),
                                        new OrgSettings.Domain("B.EXAMPLE", Role.ADMIN)),
                                2),
                        ADA));
        refused(
                Reason.INVALID,
                () -> orgs.change(
                        "acme", with("A", List.of(new OrgSettings.Domain("@b.example", Role.VIEWER)), 2), ADA));
        refused(
                Reason.INVALID,
                () -> orgs.change("acme", with("A", List.of(new OrgSettings.Domain("b.example", Role.OPS)), 2), ADA));
        assertThat(orgs.settings("acme")).isEqualTo(changed);
        assertThat(orgs.change("acme", changed, ADA)).as("nothing changes").isEqualTo(changed);
        assertThat(actions("acme")).containsExactly("org.created", "settings.changed");
    }

    @Test
    void org_isMadeOnce_withItsAdmin() {
        refused(Reason.CONFLICT, () -> orgs.create("acme", "Other", BOB, ADA));
        refused(Reason.INVALID, () -> orgs.create("Acme!", "Other", BOB, ADA));
        refused(Reason.INVALID, () -> orgs.create("initech", "Other", "bob", ADA));
        refused(Reason.MISSING, () -> orgs.settings("initech"));
        assertThat(members.list("acme")).hasSize(1);
    }

    @Test
    void auditLog_isAppendOnly() {
        assertThatThrownBy(() -> sqlite.jdbi().useHandle(handle -> handle.execute("UPDATE audit_log SET actor = 'x'")))
                .hasStackTraceContaining("append-only");
        sqlite.jdbi()
                .useHandle(handle -> handle.execute("INSERT INTO audit_log (at, org_id, actor, action, subject)"
                        + " VALUES (unixepoch() * 1000, 'acme', 'a', 'b', 'c')"));
        assertThatThrownBy(() ->
                        sqlite.jdbi().useHandle(handle -> handle.execute("DELETE FROM audit_log WHERE action = 'b'")))
                .hasStackTraceContaining("append-only");
    }

    @Test
    void auditLog_isFilteredAndPaged_withinTheOrg() {
        sqlite.jdbi().useTransaction(handle -> {
            for (int i = 0; i < 2_500; i++) {
                audit.append(handle, "acme", ADA, AuditAction.EXPORT, "panel " + i, "");
            }
        });
        audit.denied("acme", Actor.local("mallory"), "/api/admin/tokens", "not an admin");
        audit.record("globex", ADA, AuditAction.EXPORT, "theirs", "");
        List<String> all = new ArrayList<>();
        audit.forEach("acme", AuditFilter.NONE, entry -> all.add(entry.subject()));
        assertThat(all).hasSize(2_502).doesNotHaveDuplicates().doesNotContain("theirs");
        assertThat(all.getFirst()).isEqualTo("/api/admin/tokens");
        assertThat(audit.entries("acme", new AuditFilter(null, null, "MALL", null, null), null, 10))
                .extracting(AuditEntry::outcome)
                .containsExactly("denied");
        assertThat(audit.entries("acme", new AuditFilter(null, null, null, "export", "denied"), null, 10))
                .isEmpty();
        assertThat(audit.entries(
                        "acme", new AuditFilter(clock.instant().plusMillis(1), null, null, null, null), null, 10))
                .isEmpty();
        assertThat(audit.entries("acme", new AuditFilter(null, clock.instant(), null, null, null), null, 10))
                .isEmpty();
        long foreign = lastEntry("globex").id();
        assertThat(audit.entries("acme", AuditFilter.NONE, foreign, 10)).isEmpty();
    }

    @Test
    void auditTexts_areShortLines() {
        audit.record("acme", new Actor("a", "b", "x".repeat(9_000)), AuditAction.EXPORT, "one\r\ntwo\u202E", "");
        assertThat(lastEntry("acme").subject()).isEqualTo("one  two");
        assertThat(lastEntry("acme").userAgent()).hasSize(320);
    }

    @Test
    void signIn_isWrittenDownOncePerTokenAndOrg() {
        SignIns signIns = new SignIns(sqlite.jdbi(), clock);
        signIns.seen("acme", new byte[] {1}, ADA, "");
        signIns.seen("acme", new byte[] {1}, ADA, "");
        signIns.seen("acme", new byte[] {2}, ADA, "");
        signIns.seen("globex", new byte[] {1}, ADA, "");
        assertThat(actions("acme")).containsExactly("org.created", "sign-in", "sign-in");
        assertThat(actions("globex")).containsExactly("org.created", "sign-in");
    }

    private Member member(String email) {
        return members.list("acme").stream()
                .filter(member -> member.email().equals(email))
                .findFirst()
                .orElseThrow();
    }

    private Token only() {
        return tokens.list("acme").getFirst();
    }

    private static TokenTerms terms(@Nullable Instant expiresAt) {
        return new TokenTerms("laptop", expiresAt, "web", "acme/api", 10L, 1_000L);
    }

    private OrgSettings settings(String domain) {
        return orgs.change("acme", with("Acme", List.of(new OrgSettings.Domain(domain, Role.VIEWER)), 1), ADA);
    }

    private static OrgSettings with(String name, List<OrgSettings.Domain> domains, long version) {
        return new OrgSettings(name, domains, true, 5, null, 1_000L, version);
    }

    private void usage(String token, long hour, int times) {
        sqlite.jdbi()
                .useHandle(handle -> handle.execute(
                        "INSERT INTO token_usage VALUES ('acme', ?, ?, ?, ?, ?, ?, ?)",
                        token,
                        hour,
                        times,
                        times * 10,
                        times * 100,
                        times * 1000,
                        hour + 5));
    }

    private AuditEntry lastEntry(String org) {
        return audit.entries(org, AuditFilter.NONE, null, 1).getFirst();
    }

    /** The oldest first. */
    private List<String> actions(String org) {
        return audit.entries(org, AuditFilter.NONE, null, 100).reversed().stream()
                .map(AuditEntry::action)
                .toList();
    }

    private static void refused(Reason reason, ThrowingCallable change) {
        assertThatExceptionOfType(ChangeRefused.class).isThrownBy(change).satisfies(refusal -> {
            assertThat(refusal.reason()).isEqualTo(reason);
            assertThat(refusal.getMessage()).isNotBlank();
            assertThat(refusal.field().isEmpty()).isEqualTo(reason != Reason.INVALID);
        });
    }

    /** What both gave, a refusal in the place of an answer. */
    private static List<Object> atOnce(Callable<Object> one, Callable<Object> two) throws Exception {
        CyclicBarrier start = new CyclicBarrier(2);
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            List<Future<Object>> futures = List.of(one, two).stream()
                    .map(call -> threads.submit(() -> {
                        start.await();
                        try {
                            return call.call();
                        } catch (ChangeRefused e) {
                            return (Object) e;
                        }
                    }))
                    .toList();
            return List.of(futures.get(0).get(), futures.get(1).get());
        }
    }
}
