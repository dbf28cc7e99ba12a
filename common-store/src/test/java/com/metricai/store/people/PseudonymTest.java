package com.metricai.store.people;

import static org.assertj.core.api.Assertions.assertThat;

import com.metricai.store.migration.SqliteMigrations;
import com.metricai.store.person.Person;
import com.metricai.store.sqlite.Sqlite;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PseudonymTest {
    private static final byte[] KEY = "a key of an org".getBytes(StandardCharsets.UTF_8);

    @Test
    void pseudonym_isTheBeginningOfTheHmac() {
        // printf %s ada | openssl dgst -sha256 -hmac 'a key of an org'
        assertThat(Pseudonym.of(KEY, "ada")).isEqualTo("person-954b47cd8b");
    }

    @Test
    void hundredThousandPeople_haveAsManyPseudonyms() {
        Set<String> pseudonyms = new HashSet<>();
        for (int i = 0; i < 100_000; i++) {
            pseudonyms.add(Pseudonym.of(KEY, "dev" + i + "@example.com"));
        }
        assertThat(pseudonyms).hasSize(100_000);
    }

    @Test
    void key_isMadeOnceForAnOrg(@TempDir Path directory) {
        try (Sqlite sqlite = Sqlite.writer(directory.resolve("metric-ai.db"))) {
            SqliteMigrations.migrate(sqlite.jdbi());
            sqlite.jdbi()
                    .useHandle(handle -> handle.execute(
                            "INSERT INTO orgs (id, name, created_at) VALUES ('a', 'A', 1), ('b', 'B', 1)"));
            PseudonymKeys keys = new PseudonymKeys(sqlite.jdbi(), sqlite.jdbi());
            assertThat(keys.of("a")).hasSize(32).isEqualTo(keys.of("a")).isNotEqualTo(keys.of("b"));
        }
    }

    @Test
    void tombstoneKey_isTheSameForAllSpellings_andAnotherInEachOrg() {
        assertThat(Person.sha256("a", "Ada")).isEqualTo(Person.sha256("a", "aDA"));
        assertThat(Person.sha256("a", "ada")).isNotEqualTo(Person.sha256("b", "ada"));
    }
}
