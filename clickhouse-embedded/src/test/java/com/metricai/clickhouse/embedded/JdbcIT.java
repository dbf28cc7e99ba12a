package com.metricai.clickhouse.embedded;

import static com.metricai.clickhouse.embedded.TestEngine.rows;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** The embedded engine, with the URL that this module gives. */
class JdbcIT extends ClickHouseContract {
    @Override
    Place place() throws IOException {
        EmbeddedClickHouse engine = TestEngine.shared();
        return new Place(engine.jdbcUrl(), engine.user(), engine.password(), engine.database());
    }

    @Test
    void withoutTheRecommendedUrl_theDriverIsToldWhatToSet() throws Exception {
        EmbeddedClickHouse engine = TestEngine.shared();
        String url = engine.jdbcUrl().substring(0, engine.jdbcUrl().indexOf('?'));

        assertThatThrownBy(() -> {
                    try (Connection refused = DriverManager.getConnection(url, engine.user(), engine.password())) {
                        rows(refused, "SELECT 1");
                    }
                })
                .isInstanceOf(SQLException.class)
                .hasStackTraceContaining("compress=false");
    }
}
