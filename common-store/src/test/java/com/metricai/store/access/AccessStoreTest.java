package com.metricai.store.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.metricai.store.migration.SqliteMigrations;
import com.metricai.store.sqlite.Sqlite;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccessStoreTest {
    private static final Clock NOON = Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC);

    @TempDir
    Path dir;

    private Sqlite sqlite;
    private AccessStore store;

    @BeforeEach
    void open() {
        sqlite = Sqlite.writer(dir.resolve("a.db"));
        SqliteMigrations.migrate(sqlite.jdbi());
        store = new AccessStore(sqlite.jdbi(), NOON);
        store.ensureOrg("default", "Default");
    }

    @AfterEach
    void close() {
        sqlite.close();
    }

    @Test
    void createdToken_isFoundByItsHashAfterARefresh() {
        IngestToken token = store.createToken("default", "laptop", "cli");
        TokenDirectory directory = new TokenDirectory(sqlite.jdbi(), NOON);
        directory.refresh();
        assertThat(directory.find(token.sha256()).map(TokenHolder::orgId)).contains("default");
        assertThat(directory.find(new IngestToken("mai_other").sha256())).isEmpty();
    }

    @Test
    void revokedToken_isGoneAfterTheNextRefresh() {
        IngestToken token = store.createToken("default", "laptop", "cli");
        TokenDirectory directory = new TokenDirectory(sqlite.jdbi(), NOON);
        directory.refresh();
        store.revokeToken(directory.find(token.sha256()).orElseThrow().tokenId());
        directory.refresh();
        assertThat(directory.find(token.sha256())).isEmpty();
        assertThat(store.hasToken("default")).isFalse();
    }

    @Test
    void expiredToken_isNotFound() {
        IngestToken token = store.createToken("default", "laptop", "cli");
        sqlite.jdbi().useHandle(h -> h.execute("UPDATE tokens SET expires_at = ?", NOON.millis()));
        TokenDirectory directory = new TokenDirectory(sqlite.jdbi(), NOON);
        directory.refresh();
        assertThat(directory.find(token.sha256())).isEmpty();
    }

    @Test
    void find_beforeTheFirstRefreshIsNotAnAnswer() {
        TokenDirectory directory = new TokenDirectory(sqlite.jdbi(), NOON);
        assertThat(directory.isLoaded()).isFalse();
        assertThatThrownBy(() -> directory.find(new byte[32])).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void failedRefresh_keepsTheLastSnapshot() {
        IngestToken token = store.createToken("default", "laptop", "cli");
        TokenDirectory directory = new TokenDirectory(sqlite.jdbi(), NOON);
        directory.refresh();
        sqlite.jdbi().useHandle(h -> h.execute("ALTER TABLE tokens RENAME TO elsewhere"));
        assertThatThrownBy(directory::refresh).hasStackTraceContaining("tokens");
        assertThat(directory.find(token.sha256())).isPresent();
    }

    @Test
    void plainToken_isStoredNowhere() {
        IngestToken token = store.createToken("default", "laptop", "cli");
        String dump = sqlite.jdbi()
                .withHandle(h ->
                        h.createQuery("SELECT * FROM tokens").mapToMap().list().toString());
        assertThat(dump).doesNotContain(token.text()).contains(token.lastFour());
    }

    @Test
    void token_isWellFormedUntilALetterChanges() {
        String text = IngestToken.random(new SecureRandom()).text();
        assertThat(new IngestToken(text).isWellFormed()).isTrue();
        char other = text.charAt(10) == 'a' ? 'b' : 'a';
        assertThat(new IngestToken(text.substring(0, 10) + other + text.substring(11)).isWellFormed())
                .isFalse();
        assertThat(new IngestToken("mai_").isWellFormed()).isFalse();
        assertThat(text).matches("mai_[0-9A-Za-z]{38}");
    }

    @Test
    void member_isFoundWhateverTheCaseOfTheAddress() {
        store.ensureMember("Admin@Localhost", "default", Role.ADMIN);
        assertThat(store.membershipsOf("admin@LOCALHOST"))
                .containsExactly(new AccessStore.Membership("default", "Default", Role.ADMIN));
        assertThat(store.membershipsOf("nobody@localhost")).isEmpty();
    }
}
