package com.metricai.store.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.metricai.store.access.TokenStore.Made;
import com.metricai.store.access.TokenStore.NewToken;
import com.metricai.store.migration.SqliteMigrations;
import com.metricai.store.sqlite.Sqlite;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenStoreTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final NewToken LAPTOP =
            new NewToken("laptop", NOON.plus(Duration.ofDays(90)), "infra", "acme/api", new Limits(5L, 6L));

    @TempDir
    Path dir;

    private Instant now = NOON;
    private Sqlite sqlite;
    private TokenStore store;
    private TokenDirectory directory;

    @BeforeEach
    void open() {
        sqlite = Sqlite.writer(dir.resolve("a.db"));
        SqliteMigrations.migrate(sqlite.jdbi());
        InstantSource time = () -> now;
        Clock moving = time.withZone(ZoneOffset.UTC);
        new AccessStore(sqlite.jdbi(), moving).ensureOrg("default", "Default");
        store = new TokenStore(sqlite.jdbi(), moving);
        directory = new TokenDirectory(sqlite.jdbi(), moving);
    }

    @AfterEach
    void close() {
        sqlite.close();
    }

    @Test
    void holder_carriesTagsAndLimits() {
        sqlite.jdbi().useHandle(h -> h.execute("UPDATE orgs SET requests_per_second = 7"));
        Made made = store.create("default", LAPTOP, "cli");

        assertThat(find(made))
                .contains(new TokenHolder(
                        made.id(), "default", "infra", "acme/api", new Limits(5L, 6L), new Limits(7L, null)));
    }

    @Test
    void token_endsAtItsInstantAndNotBefore() {
        Made made = store.create("default", LAPTOP, "cli");

        now = NOON.plus(Duration.ofDays(90)).minusMillis(1);
        assertThat(find(made)).isPresent();
        now = NOON.plus(Duration.ofDays(90));
        assertThat(directory.find(made.secret().sha256()))
                .as("without a refresh")
                .isEmpty();
    }

    @Test
    void rotatedToken_goesOnForTheOverlap() {
        Made old = store.create("default", LAPTOP, "cli");
        now = NOON.plus(Duration.ofDays(80));
        Made fresh = store.rotate(old.id(), Duration.ofHours(24), "cli").orElseThrow();

        assertThat(find(old)).isPresent();
        assertThat(find(fresh).map(TokenHolder::repo)).contains("acme/api");
        assertThat(store.find(fresh.id()).orElseThrow().expiresAt()).isEqualTo(now.plus(Duration.ofDays(90)));
        now = now.plus(Duration.ofHours(24));
        assertThat(find(old)).isEmpty();
        assertThat(find(fresh)).isPresent();
        assertThat(store.find(old.id()).orElseThrow().replacedBy()).isEqualTo(fresh.id());
    }

    @Test
    void rotation_neverLengthensALife() {
        Made old = store.create("default", LAPTOP, "cli");
        now = NOON.plus(Duration.ofDays(89));
        store.rotate(old.id(), Duration.ofDays(30), "cli");

        assertThat(store.find(old.id()).orElseThrow().expiresAt()).isEqualTo(LAPTOP.expiresAt());
    }

    @Test
    void rotation_ofWhatHasEndedIsNone() {
        Made rotated = store.create("default", LAPTOP, "cli");
        Made revoked = store.create("default", LAPTOP, "cli");
        Made expired = store.create("default", LAPTOP, "cli");
        store.rotate(rotated.id(), Duration.ofHours(1), "cli");
        store.revoke(revoked.id(), "cli");
        int before = store.all().size();

        assertThat(store.rotate(rotated.id(), Duration.ZERO, "cli")).isEmpty();
        assertThat(store.rotate(revoked.id(), Duration.ZERO, "cli")).isEmpty();
        assertThat(store.rotate("nobody", Duration.ZERO, "cli")).isEmpty();
        now = NOON.plus(Duration.ofDays(91));
        assertThat(store.rotate(expired.id(), Duration.ZERO, "cli")).isEmpty();
        assertThat(store.all()).hasSize(before);
    }

    @Test
    void revokedToken_isGoneOnce() {
        Made made = store.create("default", LAPTOP, "cli");

        assertThat(store.revoke(made.id(), "cli")).isTrue();
        assertThat(find(made)).isEmpty();
        assertThat(store.revoke(made.id(), "cli")).isFalse();
    }

    @Test
    void state_tellsWhereATokenIsInItsLife() {
        Made made = store.create("default", LAPTOP, "cli");
        assertThat(state(made)).isEqualTo(TokenState.ACTIVE);
        now = NOON.plus(Duration.ofDays(84));
        assertThat(state(made)).isEqualTo(TokenState.EXPIRING);
        Made fresh = store.rotate(made.id(), Duration.ofDays(1), "cli").orElseThrow();
        assertThat(state(made)).isEqualTo(TokenState.ROTATING);
        now = now.plus(Duration.ofDays(1));
        assertThat(state(made)).isEqualTo(TokenState.EXPIRED);
        store.revoke(fresh.id(), "cli");
        assertThat(state(fresh)).isEqualTo(TokenState.REVOKED);
    }

    @Test
    void lastUse_isWhatWasReportedLast() {
        Made made = store.create("default", LAPTOP, "cli");
        assertThat(store.find(made.id()).orElseThrow().lastUsedAt()).isNull();
        for (long hour : new long[] {0, 3_600_000}) {
            sqlite.jdbi()
                    .useHandle(h -> h.execute(
                            "INSERT INTO token_usage VALUES ('default', ?, ?, 1, 1, 0, 0, ?)",
                            made.id(),
                            hour,
                            hour + 5));
        }
        assertThat(store.find(made.id()).orElseThrow().lastUsedAt()).isEqualTo(Instant.ofEpochMilli(3_600_005));
    }

    private TokenState state(Made made) {
        return store.find(made.id()).orElseThrow().state(now);
    }

    @Test
    void everyChange_isAuditedWithoutTheSecret() {
        Made made = store.create("default", LAPTOP, "cli");
        Made fresh = store.rotate(made.id(), Duration.ZERO, "cli").orElseThrow();
        store.revoke(fresh.id(), "cli");
        store.revoke(fresh.id(), "cli");

        List<String> entries = sqlite.jdbi()
                .withHandle(
                        h -> h.createQuery("SELECT action || ' ' || subject || ' ' || actor FROM audit_log ORDER BY id")
                                .mapTo(String.class)
                                .list());
        assertThat(entries)
                .containsExactly(
                        "token.created " + made.id() + " cli",
                        "token.rotated " + made.id() + " cli",
                        "token.revoked " + fresh.id() + " cli");
        String dump = sqlite.jdbi()
                .withHandle(h -> h.createQuery("SELECT * FROM audit_log")
                        .mapToMap()
                        .list()
                        .toString());
        assertThat(dump).doesNotContain(made.secret().text(), fresh.secret().text());
    }

    private Optional<TokenHolder> find(Made made) {
        directory.refresh();
        return directory.find(made.secret().sha256());
    }
}
