package com.metricai.clickhouse.embedded;

import static com.metricai.clickhouse.embedded.TestEngine.execute;
import static com.metricai.clickhouse.embedded.TestEngine.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the unmodified driver must find, whether the embedded engine answers or a server. */
abstract class ClickHouseContract {
    private Place engine;
    private Connection connection;

    /** Where ClickHouse is, started when it is not yet; skips the test, with the reason, where there is none. */
    abstract Place place() throws Exception;

    /**
     * How a connection is made.
     *
     * @param jdbcUrl with the settings that the embedded engine recommends
     */
    record Place(String jdbcUrl, String user, String password, String database) {
        Connection connect() throws SQLException {
            return DriverManager.getConnection(jdbcUrl, user, password);
        }
    }

    @BeforeEach
    void connect() throws Exception {
        engine = place();
        connection = engine.connect();
        execute(connection, "DROP TABLE IF EXISTS t SYNC");
    }

    @AfterEach
    void disconnect() throws SQLException {
        connection.close();
    }

    @Test
    void connection_isValidAndInItsOwnDatabase() throws Exception {
        assertThat(connection.isValid(5)).isTrue();
        assertThat(rows(connection, "SELECT currentDatabase()")).containsExactly(engine.database());
    }

    @Test
    void batch_goesAsRowBinaryAndIsOnePart() throws Exception {
        execute(
                connection,
                "CREATE TABLE t (at DateTime64(3, 'UTC'), service LowCardinality(String), tokens UInt64, cost Decimal(18, 6))"
                        + " ENGINE = MergeTree ORDER BY at");
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO t (at, service, tokens, cost) VALUES (?, ?, ?, ?)")) {
            for (int i = 0; i < 1000; i++) {
                insert.setObject(1, LocalDateTime.of(2026, 1, 1, 0, 0).plusSeconds(i));
                insert.setString(2, "service-" + i % 3);
                insert.setLong(3, i);
                insert.setBigDecimal(4, new BigDecimal("0.000001"));
                insert.addBatch();
            }
            insert.executeBatch();
        }

        assertThat(rows(connection, "SELECT count(), sum(tokens), sum(cost), min(at) FROM t"))
                .containsExactly("1000,499500,0.001000,2026-01-01 00:00:00");
        assertThat(rows(connection, "SELECT count() FROM system.parts WHERE table = 't' AND active"))
                .containsExactly("1");
    }

    @Test
    void integersAndDecimals_atTheirEdges_comeBack() throws Exception {
        execute(
                connection,
                "CREATE TABLE t (id Int32, i64 Int64, u64 UInt64, d Decimal(38, 9), f Float64) ENGINE = MergeTree ORDER BY id");
        BigDecimal large = new BigDecimal("99999999999999999999999999999.999999999");
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO t (id, i64, u64, d, f) VALUES (?, ?, ?, ?, ?)")) {
            insertRow(insert, 1, Long.MIN_VALUE, BigDecimal.ZERO, large.negate(), Double.MIN_VALUE);
            insertRow(insert, 2, Long.MAX_VALUE, new BigDecimal("18446744073709551615"), large, Double.MAX_VALUE);
            insertRow(
                    insert,
                    3,
                    (1L << 53) + 1,
                    new BigDecimal("9007199254740993"),
                    new BigDecimal("0.000000001"),
                    Double.NaN);
            insert.executeBatch();
        }

        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT i64, u64, d, f FROM t ORDER BY id")) {
            assertRow(result, Long.MIN_VALUE, BigDecimal.ZERO, large.negate(), Double.MIN_VALUE);
            assertRow(result, Long.MAX_VALUE, new BigDecimal("18446744073709551615"), large, Double.MAX_VALUE);
            assertRow(
                    result,
                    (1L << 53) + 1,
                    new BigDecimal("9007199254740993"),
                    new BigDecimal("0.000000001"),
                    Double.NaN);
        }
    }

    private static void insertRow(
            PreparedStatement insert, int id, long signed, BigDecimal unsigned, BigDecimal decimal, double floating)
            throws SQLException {
        insert.setInt(1, id);
        insert.setLong(2, signed);
        insert.setObject(3, unsigned.toBigInteger());
        insert.setBigDecimal(4, decimal);
        insert.setDouble(5, floating);
        insert.addBatch();
    }

    private static void assertRow(
            ResultSet result, long signed, BigDecimal unsigned, BigDecimal decimal, double floating)
            throws SQLException {
        assertThat(result.next()).isTrue();
        assertThat(result.getLong(1)).isEqualTo(signed);
        assertThat(result.getBigDecimal(2)).isEqualByComparingTo(unsigned);
        assertThat(result.getBigDecimal(3)).isEqualByComparingTo(decimal);
        assertThat(result.getObject(4)).isEqualTo(floating); // Boxed, as NaN is not ==.
    }

    @Test
    void times_areUtcWhateverTheJvmsZone() throws Exception {
        execute(
                connection,
                "CREATE TABLE t (id Int32, s DateTime, n DateTime64(9, 'UTC')) ENGINE = MergeTree ORDER BY id");
        OffsetDateTime midnight = OffsetDateTime.of(2026, 3, 29, 0, 0, 0, 0, ZoneOffset.UTC);
        OffsetDateTime nanosecondBefore = midnight.minusNanos(1);
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO t (id, s, n) VALUES (?, ?, ?)")) {
            insert.setInt(1, 1);
            insert.setObject(2, midnight);
            insert.setObject(3, nanosecondBefore);
            insert.addBatch();
            insert.executeBatch();
        }

        assertThat(rows(
                        connection,
                        "SELECT timezone() IN ('UTC', 'Etc/UTC'), toUnixTimestamp(s), toUnixTimestamp64Nano(n) FROM t"))
                .containsExactly("1,%d,%d999999999".formatted(midnight.toEpochSecond(), midnight.toEpochSecond() - 1));
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT s, n FROM t")) {
            assertThat(result.next()).isTrue();
            assertThat(result.getObject(1, OffsetDateTime.class).toInstant()).isEqualTo(midnight.toInstant());
            assertThat(result.getObject(2, OffsetDateTime.class).toInstant()).isEqualTo(nanosecondBefore.toInstant());
        }
    }

    @Test
    void text_ofAnyKind_comesBack() throws Exception {
        List<String> texts =
                List.of("", "é", "日本語", "👩‍💻 🧪", "it's \\ \"quoted\"", "a\tb\nc\u0000d", "?", "{x:String}");
        execute(connection, "CREATE TABLE t (id Int32, s String) ENGINE = MergeTree ORDER BY id");
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO t (id, s) VALUES (?, ?)")) {
            for (int i = 0; i < texts.size(); i++) {
                insert.setInt(1, i);
                insert.setString(2, texts.get(i));
                insert.addBatch();
            }
            insert.executeBatch();
        }

        assertThat(rows(connection, "SELECT s FROM t ORDER BY id")).isEqualTo(texts);
        for (String text : texts) {
            try (PreparedStatement query = connection.prepareStatement("SELECT ?, length(?)")) {
                query.setString(1, text);
                query.setString(2, text);
                try (ResultSet result = query.executeQuery()) {
                    assertThat(result.next()).isTrue();
                    assertThat(result.getString(1)).isEqualTo(text);
                }
            }
        }
    }

    @Test
    void nullsMapsAndArrays_comeBack() throws Exception {
        execute(
                connection,
                "CREATE TABLE t (id Int32, n Nullable(String), m Map(String, String), a Array(UInt8))"
                        + " ENGINE = MergeTree ORDER BY id");
        execute(connection, "INSERT INTO t VALUES (1, NULL, {'k': 'v'}, [1, 2])");

        assertThat(rows(connection, "SELECT n, m['k'], a[2] FROM t")).containsExactly("null,v,2");
    }

    @Test
    void replacingMergeTree_final_keepsTheLastVersion() throws Exception {
        execute(
                connection,
                "CREATE TABLE t (id UInt64, v String, version UInt64) ENGINE = ReplacingMergeTree(version) ORDER BY id");
        for (int version = 0; version < 5; version++) {
            execute(connection, "INSERT INTO t VALUES (1, 'a%d', %d), (2, 'b', 0)".formatted(version, version));
        }

        assertThat(rows(connection, "SELECT id, v FROM t FINAL ORDER BY id")).containsExactly("1,a4", "2,b");
    }

    @Test
    void aggregatingMergeTree_mergesStates() throws Exception {
        execute(
                connection,
                "CREATE TABLE t (k String, n SimpleAggregateFunction(sum, UInt64),"
                        + " q AggregateFunction(quantilesTDigest(0.5, 0.95), Float64), u AggregateFunction(uniq, UInt64))"
                        + " ENGINE = AggregatingMergeTree ORDER BY k");
        for (int i = 0; i < 2; i++) {
            execute(
                    connection,
                    "INSERT INTO t SELECT 'k', sum(1), quantilesTDigestState(0.5, 0.95)(toFloat64(number)),"
                            + " uniqState(number) FROM numbers(100)");
        }

        assertThat(rows(
                        connection,
                        "SELECT sum(n), quantilesTDigestMerge(0.5, 0.95)(q)[1] BETWEEN 49 AND 50, uniqMerge(u) FROM t"))
                .containsExactly("200,1,100");
    }

    @Test
    void ttl_removesOldRows() throws Exception {
        execute(
                connection,
                "CREATE TABLE t (at DateTime, id UInt64) ENGINE = MergeTree ORDER BY id TTL at + INTERVAL 1 DAY"
                        + " SETTINGS merge_with_ttl_timeout = 1");
        execute(connection, "INSERT INTO t SELECT now() - INTERVAL 2 DAY, number FROM numbers(10)");
        execute(connection, "INSERT INTO t SELECT now(), number FROM numbers(3)");

        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            execute(connection, "OPTIMIZE TABLE t FINAL");
            assertThat(rows(connection, "SELECT count() FROM t")).containsExactly("3");
        });
    }

    @Test
    void queryInOtherFormats_areAnswered() throws Exception {
        execute(connection, "CREATE TABLE t (id UInt64) ENGINE = MergeTree ORDER BY id");

        assertThat(rows(connection, "WITH 1 AS one SELECT one + 1")).containsExactly("2");
        assertThat(rows(connection, "SHOW TABLES LIKE 't'")).containsExactly("t");
        assertThat(rows(connection, "EXPLAIN SELECT 1")).isNotEmpty();
        try (ResultSet tables = connection.getMetaData().getTables(null, engine.database(), "t", null)) {
            assertThat(tables.next()).isTrue();
        }
        try (ResultSet columns = connection.getMetaData().getColumns(null, engine.database(), "t", "%")) {
            assertThat(columns.next()).isTrue();
            assertThat(columns.getString("COLUMN_NAME")).isEqualTo("id");
        }
        try (Statement statement = connection.createStatement();
                ResultSet empty = statement.executeQuery("SELECT id FROM t")) {
            assertThat(empty.getMetaData().getColumnCount()).isEqualTo(1);
            assertThat(empty.next()).isFalse();
        }
    }

    @Test
    void largeResult_isWhole() throws Exception {
        long sum = 0;
        try (Statement statement = connection.createStatement();
                ResultSet result =
                        statement.executeQuery("SELECT number, toString(number) AS s FROM numbers(300000)")) {
            while (result.next()) {
                assertThat(result.getString(2)).isEqualTo(Long.toString(result.getLong(1)));
                sum += result.getLong(1);
            }
        }
        assertThat(sum).isEqualTo(300_000L * 299_999 / 2);
    }

    @Test
    void failureInMidStream_isAnExceptionAndNotAnEnd() {
        assertThatThrownBy(() -> {
                    try (Statement statement = connection.createStatement();
                            ResultSet result = statement.executeQuery(
                                    "SELECT number, throwIf(number = 3000000) FROM numbers(10000000)")) {
                        while (result.next()) {
                            result.getLong(1);
                        }
                    }
                })
                .isInstanceOf(Exception.class)
                .isNotInstanceOf(AssertionError.class);
    }

    @Test
    void failure_carriesClickHousesCode() {
        assertThatThrownBy(() -> rows(connection, "SELECT * FROM nowhere"))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getErrorCode()).isEqualTo(60));
        assertThatThrownBy(() -> rows(connection, "SELEC 1"))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getErrorCode()).isEqualTo(62));
    }

    @Test
    void insert_oneBadRow_storesNothingOfItsBatch() throws Exception {
        execute(connection, "CREATE TABLE t (id UInt8, at DateTime) ENGINE = MergeTree ORDER BY id");

        assertThatThrownBy(() -> execute(connection, "INSERT INTO t VALUES (1, now()), (2, 'no time')"))
                .isInstanceOf(SQLException.class);
        assertThat(rows(connection, "SELECT count() FROM t")).containsExactly("0");
    }

    @Test
    void wrongPassword_isAnExceptionThatSaysSo() {
        assertThatThrownBy(() -> {
                    try (Connection refused = DriverManager.getConnection(engine.jdbcUrl(), engine.user(), "wrong")) {
                        rows(refused, "SELECT 1");
                    }
                })
                .isInstanceOf(SQLException.class)
                .hasStackTraceContaining("AUTHENTICATION_FAILED");
    }

    @Test
    void settingsOfTheUrl_holdAndTimeoutEndsTheQuery() throws Exception {
        String url = engine.jdbcUrl() + "&clickhouse_setting_max_execution_time=1";
        try (Connection limited = DriverManager.getConnection(url, engine.user(), engine.password())) {
            assertThatThrownBy(
                            () -> rows(limited, "SELECT count() FROM numbers(100000000000) WHERE NOT ignore(number)"))
                    .isInstanceOf(SQLTimeoutException.class);
            assertThat(rows(limited, "SELECT 1")).containsExactly("1");
        }
        assertThat(rows(connection, "SELECT getSetting('max_execution_time') = 0"))
                .containsExactly("1");
    }

    @Test
    void cancel_endsTheQuery() throws Exception {
        try (Statement statement = connection.createStatement();
                ExecutorService executor = Executors.newSingleThreadExecutor()) {
            Future<?> query = executor.submit((Callable<?>) () ->
                    statement.executeQuery("SELECT count() FROM numbers(1000000000000) WHERE NOT ignore(number)"));
            try (Connection other = engine.connect()) {
                await().atMost(Duration.ofSeconds(20))
                        .until(() -> rows(
                                        other,
                                        "SELECT count() FROM system.processes WHERE query LIKE '%ignore(number)%'")
                                .equals(List.of("2"))); // The other one is this one.
            }
            statement.cancel();

            assertThatThrownBy(query::get).hasStackTraceContaining("394");
        }
    }

    @Test
    void manyConnections_readAndWriteAtTheSameTime() throws Exception {
        execute(connection, "CREATE TABLE t (writer UInt8, n UInt64) ENGINE = MergeTree ORDER BY n");
        List<Future<?>> work = new ArrayList<>();
        try (ExecutorService executor = Executors.newFixedThreadPool(12)) {
            for (int writer = 0; writer < 12; writer++) {
                int id = writer;
                work.add(executor.submit((Callable<?>) () -> {
                    try (Connection mine = engine.connect();
                            PreparedStatement insert =
                                    mine.prepareStatement("INSERT INTO t (writer, n) VALUES (?, ?)")) {
                        for (int batch = 0; batch < 10; batch++) {
                            for (int i = 0; i < 100; i++) {
                                insert.setInt(1, id);
                                insert.setLong(2, i);
                                insert.addBatch();
                            }
                            insert.executeBatch();
                            rows(mine, "SELECT writer, count() FROM t GROUP BY writer");
                        }
                        return id;
                    }
                }));
            }
            for (Future<?> each : work) {
                each.get();
            }
        }
        assertThat(rows(connection, "SELECT count(), uniqExact(writer) FROM t")).containsExactly("12000,12");
    }
}
