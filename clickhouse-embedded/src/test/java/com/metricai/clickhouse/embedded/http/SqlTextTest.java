package com.metricai.clickhouse.embedded.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SqlTextTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT 1",
                "  \n select 1",
                "-- a comment\nSELECT 1",
                "/* a\n comment */ SELECT 1",
                "(SELECT 1) UNION ALL (SELECT 2)",
                "# a comment\nSELECT 1"
            })
    void verb_isTheFirstWord(String sql) {
        assertThat(SqlText.of(sql).isSelect()).isTrue();
    }

    @Test
    void verb_nothingButComments_isEmpty() {
        assertThat(SqlText.of("-- nothing").verb()).isEmpty();
    }

    @Test
    void verb_longCommentThatNeverEnds_isFoundMissingQuickly() {
        assertThat(SqlText.of("/*".repeat(20_000)).verb()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "INSERT INTO t (a) FORMAT RowBinary, INSERT INTO t (a), RowBinary",
        "INSERT INTO t (a) VALUES, INSERT INTO t (a), Values",
        "INSERT INTO t, INSERT INTO t, Values"
    })
    void insert_isSplitFromItsFormat(String sql, String statement, String format) {
        SqlText.Insert insert = SqlText.of(sql).insert();

        assertThat(insert.sql().strip()).isEqualTo(statement);
        assertThat(insert.format()).isEqualTo(format);
    }

    @Test
    void namesItsFormat_onlyAtTheEnd() {
        assertThat(SqlText.of("SELECT 1 FORMAT JSON;").namesItsFormat()).isTrue();
        assertThat(SqlText.of("SELECT 'format JSON'").namesItsFormat()).isFalse();
    }

    @Test
    void changesSession_setUseAndTemporaryTables() {
        assertThat(SqlText.of("SET max_threads = 1").changesSession()).isTrue();
        assertThat(SqlText.of("USE other").changesSession()).isTrue();
        assertThat(SqlText.of("CREATE TEMPORARY TABLE t (a Int8)").changesSession())
                .isTrue();
        assertThat(SqlText.of("CREATE TABLE t (a Int8)").changesSession()).isFalse();
    }

    @Test
    void named_killFindsTheQuery() {
        String query = SqlText.of("SELECT 1").named("id-1").sql();
        String kill =
                SqlText.of("KILL QUERY WHERE query_id = 'id-1'").named("other").sql();

        assertThat(query).isEqualTo("/*q:id-1*/SELECT 1");
        assertThat(kill).contains("startsWith(query, '/*q:id-1*/')");
    }

    @Test
    void named_idCannotEndTheComment() {
        assertThat(SqlText.of("SELECT 1").named("*/ DROP TABLE t; /*").sql()).isEqualTo("/*q:DROPTABLEt*/SELECT 1");
    }
}
