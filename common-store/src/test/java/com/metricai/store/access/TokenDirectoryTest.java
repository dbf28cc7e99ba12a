package com.metricai.store.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.metricai.store.migration.SqliteMigrations;
import com.metricai.store.sqlite.Sqlite;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenDirectoryTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final Instant END = NOON.plus(Duration.ofDays(90));
    private static final Actor CLI = Actor.local("cli");

    @TempDir
    Path dir;

    private Instant now = NOON;
    private Sqlite sqlite;
    private Tokens tokens;
    private TokenDirectory directory;

    @BeforeEach
    void open() {
        InstantSource time = () -> now;
        Clock clock = time.withZone(ZoneOffset.UTC);
        sqlite = Sqlite.writer(dir.resolve("a.db"));
        SqliteMigrations.migrate(sqlite.jdbi());
        new AccessStore(sqlite.jdbi(), clock).ensureOrg("default", "Default");
        tokens = new Tokens(sqlite.jdbi(), clock);
        directory = new TokenDirectory(sqlite.jdbi(), clock);
    }

    @AfterEach
    void close() {
        sqlite.close();
    }

    @Test
    void holder_carriesTagsAndLimits() {
        sqlite.jdbi().useHandle(h -> h.execute("UPDATE orgs SET requests_per_second = 7"));
        NewToken made = tokens.create("default", new TokenTerms("ci", END, "infra", "acme/api", 5L, 6L), CLI);
        directory.refresh();

        assertThat(directory.find(made.secret().sha256()))
                .contains(new TokenHolder(
                        made.token().id(), "default", "infra", "acme/api", new Limits(5L, 6L), new Limits(7L, null)));
    }

    @Test
    void holder_ofABareTokenHasNone() {
        NewToken made = tokens.create("default", TokenTerms.labelled("ci"), CLI);
        directory.refresh();

        assertThat(directory.find(made.secret().sha256()))
                .contains(new TokenHolder(made.token().id(), "default", "", "", Limits.NONE, Limits.NONE));
    }

    @Test
    void token_endsAtItsInstantAndNotBefore() {
        NewToken made = tokens.create("default", new TokenTerms("ci", END, "", "", null, null), CLI);
        directory.refresh();

        now = END.minusMillis(1);
        assertThat(directory.find(made.secret().sha256())).isPresent();
        now = END;
        assertThat(directory.find(made.secret().sha256()))
                .as("without a refresh")
                .isEmpty();
    }

    @Test
    void replacedToken_endsWithTheOverlap() {
        NewToken old = tokens.create("default", TokenTerms.labelled("ci"), CLI);
        NewToken fresh = tokens.rotate("default", old.token().id(), Duration.ofHours(24), CLI)
                .fresh();
        directory.refresh();

        now = NOON.plus(Duration.ofHours(24)).minusMillis(1);
        assertThat(directory.find(old.secret().sha256())).isPresent();
        now = NOON.plus(Duration.ofHours(24));
        assertThat(directory.find(old.secret().sha256())).isEmpty();
        assertThat(directory.find(fresh.secret().sha256())).isPresent();
    }
}
