package com.metricai.rollup.job.retention;

import static org.assertj.core.api.Assertions.assertThat;

import com.metricai.store.clickhouse.ClickHouse;
import com.metricai.store.migration.SqliteMigrations;
import com.metricai.store.sqlite.Sqlite;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetentionJobTest {
    private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");

    @TempDir
    Path directory;

    private Sqlite sqlite;

    @BeforeEach
    void open() {
        sqlite = Sqlite.writer(directory.resolve("metric-ai.db"));
        SqliteMigrations.migrate(sqlite.jdbi());
    }

    @AfterEach
    void close() {
        sqlite.close();
    }

    private long delete(int sourceDays) {
        Duration source = Duration.ofDays(sourceDays);
        Limits limits = new Limits(source, source, source, Duration.ofDays(400), Duration.ofDays(365));
        // Not reached by what is tested here.
        ClickHouse nowhere = new ClickHouse("jdbc:clickhouse://127.0.0.1:1/x", "", "");
        return new RetentionJob(sqlite.jdbi(), nowhere, Clock.fixed(NOW, ZoneOffset.UTC), limits).deleteOld();
    }

    @Test
    void manyRows_goInSmallBatches() {
        execute("""
                WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2500)
                INSERT INTO session_metric_days SELECT 'o', 's' || i, '2026-10-30', 'u' FROM n""");
        execute("INSERT INTO session_metric_days VALUES ('o', 's', '2026-10-31', 'u')");
        assertThat(delete(30)).isEqualTo(2500);
        assertThat(number("SELECT count(*) FROM session_metric_days")).isEqualTo(1);
    }

    @Test
    void closedDaysAlone_loseTheirRows() {
        // Open: 2026-11-02 and later. Between it and the limit nothing is recomputed, and nothing is deleted either.
        for (String day : new String[] {"2026-10-30", "2026-10-31", "2026-11-01", "2026-11-02"}) {
            execute("INSERT INTO session_metric_days VALUES ('o', 's', '" + day + "', 'u')");
        }
        delete(30);
        assertThat(number("SELECT count(*) FROM session_metric_days WHERE day > '2026-10-30'"))
                .isEqualTo(3);
        assertThat(number("SELECT count(*) FROM session_metric_days")).isEqualTo(3);
    }

    @Test
    void fingerprints_outliveTheTopicsWhateverTheSetting() {
        execute("INSERT INTO exports_seen VALUES (x'01', " + ago(59) + "), (x'02', " + ago(61) + ")");
        execute("INSERT INTO metric_series VALUES ('o', x'01', 1, 1, " + ago(59) + "), ('o', x'02', 1, 1, " + ago(61)
                + ")");
        assertThat(delete(5)).isEqualTo(2);
        assertThat(number("SELECT count(*) FROM exports_seen WHERE fingerprint = x'01'"))
                .isEqualTo(1);
        assertThat(number("SELECT count(*) FROM metric_series WHERE series = x'01'"))
                .isEqualTo(1);
    }

    @Test
    void rollups_areKept() {
        execute("INSERT INTO decisions_daily VALUES ('o', '2020-01-01', 'u', '', '', '', '', '', '', 1, 1)");
        execute(
                "INSERT INTO session_days (org_id, day, model, tool, user, session_id, source, team, repo) VALUES ('o', '2020-01-01', '', '', 'u', 's', '', '', '')");
        assertThat(delete(30)).isZero();
    }

    @Test
    void auditSessionsAndTraces_haveTheirOwnLimits() {
        execute("INSERT INTO audit_log (at, org_id, actor, action, subject) VALUES (" + ago(364)
                + ", 'o', 'a', 'b', 'c'), (" + ago(366) + ", 'o', 'a', 'b', 'c')");
        for (int days : new int[] {399, 401}) {
            execute("INSERT INTO sessions VALUES ('o', '" + days + "', '', '', '', '', NULL, 1, " + ago(days)
                    + ", 1, 1, 1, 1)");
        }
        execute("INSERT INTO traces VALUES ('o', 't', 'p')");
        assertThat(delete(30)).isEqualTo(3);
        assertThat(number("SELECT count(*) FROM audit_log")).isEqualTo(1);
        assertThat(number("SELECT count(*) FROM sessions WHERE session_id = '399'"))
                .isEqualTo(1);
        assertThat(number("SELECT count(*) FROM traces")).as("of no prompt").isZero();
    }

    @Test
    void signInsAndUsage_areKeptNinetyDays_andTheLastUseOfATokenForEver() {
        for (int days : new int[] {89, 91}) {
            execute("INSERT INTO sign_ins VALUES ('o', x'" + days + "', " + ago(days) + ")");
            execute("INSERT INTO usage_reporters VALUES ('" + days + "', 1, " + ago(days) + ")");
            execute("INSERT INTO token_usage VALUES ('o', 'busy', " + ago(days) + ", 1, 1, 0, 0, " + ago(days) + ")");
        }
        execute("INSERT INTO token_usage VALUES ('o', 'idle', " + ago(200) + ", 1, 1, 0, 0, " + ago(200) + ")");
        execute("INSERT INTO token_usage VALUES ('o', 'idle', " + ago(201) + ", 1, 1, 0, 0, " + ago(201) + ")");
        assertThat(delete(30)).isEqualTo(4);
        assertThat(number("SELECT count(*) FROM sign_ins WHERE seen_at = " + ago(89)))
                .isEqualTo(1);
        assertThat(number("SELECT count(*) FROM usage_reporters")).isEqualTo(1);
        assertThat(number("SELECT count(*) FROM token_usage WHERE token_id = 'busy' AND hour = " + ago(89)))
                .isEqualTo(1);
        assertThat(number("SELECT hour FROM token_usage WHERE token_id = 'idle'"))
                .isEqualTo(ago(200));
    }

    @Test
    void deadLetters_goFourteenDaysAfterTheyWereSettled_withWhatWasAsked() {
        deadLetter(1, "waiting", "NULL");
        deadLetter(2, "replayed", Long.toString(ago(13)));
        deadLetter(3, "discarded", Long.toString(ago(15)));
        deadLetter(4, "gone", Long.toString(ago(15)));
        assertThat(delete(30)).isEqualTo(4);
        assertThat(number("SELECT sum(id) FROM dead_letters"))
                .as("the one that waits, and the late one")
                .isEqualTo(3);
        assertThat(number("SELECT sum(dead_letter_id) FROM dead_letter_requests"))
                .isEqualTo(3);
    }

    /** As the consumer writes it, long ago, with what an operator asked for. */
    private void deadLetter(int id, String state, String settledAt) {
        execute("""
                INSERT INTO dead_letters VALUES (%d, 'o', 't', 'logs', 'not_decodable', '', 'java.io.EOFException', 4, 17,
                  'application/json', '', '', '', '', NULL, 0, %d, %d, 0, %d, %d, NULL, '%s', %s)""".formatted(id, id, ago(100), id, ago(100), state, settledAt));
        execute("INSERT INTO dead_letter_requests VALUES (%d, %d, 'discard', 'ops', %d)".formatted(id, id, ago(100)));
    }

    private static long ago(int days) {
        return NOW.minus(Duration.ofDays(days)).toEpochMilli();
    }

    private void execute(String sql) {
        sqlite.jdbi().useHandle(handle -> handle.execute(sql));
    }

    private long number(String sql) {
        return sqlite.jdbi()
                .withHandle(handle -> handle.select(sql).mapTo(Long.class).one());
    }
}
