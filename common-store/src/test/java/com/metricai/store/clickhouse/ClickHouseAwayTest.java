package com.metricai.store.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ConnectException;
import java.sql.SQLException;
import java.util.concurrent.ExecutionException;
import org.assertj.core.util.Throwables;
import org.junit.jupiter.api.Test;

class ClickHouseAwayTest {
    @Test
    void whatClickHouseSays_isKeptByCodeAndName() {
        SQLException answer = new SQLException(
                "Failed to execute",
                new IllegalStateException(
                        "Code: 62. DB::Exception: Syntax error: failed at position 9 ('ada@example.com'):"
                                + " SELECT 'ada@example.com' (NOT_IT). (SYNTAX_ERROR) (version 26.8.18.2)"));
        ClickHouseAway away = new ClickHouseAway("could not export metrics", new ExecutionException(answer));
        assertThat(away).hasMessage("could not export metrics: ClickHouse answered with code 62 SYNTAX_ERROR");
        assertThat(Throwables.getStackTrace(away)).doesNotContain("ada@example.com");
    }

    @Test
    void failureOfTheConnection_isKeptWhole() {
        ConnectException refused = new ConnectException("Connection refused");
        assertThat(new ClickHouseAway("could not export metrics", new SQLException(refused)))
                .hasMessage("could not export metrics")
                .hasRootCause(refused);
    }
}
