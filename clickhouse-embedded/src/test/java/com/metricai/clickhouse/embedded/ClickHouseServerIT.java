package com.metricai.clickhouse.embedded;

import static com.metricai.clickhouse.embedded.TestEngine.execute;
import static com.metricai.clickhouse.embedded.TestEngine.rows;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.exception.NotFoundException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.MountableFile;

/** A server in a container: the image of docker-compose.yml, or another one by {@code CLICKHOUSE_IMAGE}. Nothing is pulled. */
class ClickHouseServerIT extends ClickHouseContract {
    private static final String IMAGE =
            Objects.requireNonNullElse(System.getenv("CLICKHOUSE_IMAGE"), "clickhouse/clickhouse-server:26.8.18.2");
    private static final String DATABASE = "metric_ai";
    private static final String USER = "metric_ai";
    private static final String PASSWORD = "only-for-this-test";
    private static final int HTTP = 8123;
    private static final Path CONFIGURATION = Path.of("..", "deploy", "clickhouse", "metric-ai.xml");

    private static @Nullable GenericContainer<?> server;

    @BeforeAll
    static void start() {
        requireImage();
        GenericContainer<?> container = new GenericContainer<>(IMAGE)
                .withEnv("CLICKHOUSE_DB", DATABASE)
                .withEnv("CLICKHOUSE_USER", USER)
                .withEnv("CLICKHOUSE_PASSWORD", PASSWORD)
                .withCopyFileToContainer(
                        MountableFile.forHostPath(CONFIGURATION), "/etc/clickhouse-server/config.d/metric-ai.xml")
                .withExposedPorts(HTTP)
                .waitingFor(Wait.forHttp("/ping").forPort(HTTP))
                .withStartupTimeout(Duration.ofMinutes(2));
        container.start();
        server = container;
    }

    /** What the server writes about itself, and would keep for ever. */
    @Test
    void systemLogs_areDeletedAfterThreeDaysOrOff() throws SQLException {
        Assumptions.assumeFalse(IMAGE.startsWith("metric-ai-stand-in/"), "a stand-in reads no configuration");
        try (Connection connection = place().connect()) {
            execute(connection, "SYSTEM FLUSH LOGS");
            assertThat(
                            rows(
                                    connection,
                                    "SELECT name, position(create_table_query, 'TTL event_date + toIntervalDay(3)') > 0"
                                            + " FROM system.tables WHERE database = 'system' AND engine LIKE '%MergeTree' ORDER BY name"))
                    .containsExactly("error_log,1", "part_log,1");
        }
    }

    private static void requireImage() {
        Assumptions.assumeTrue(DockerClientFactory.instance().isDockerAvailable(), "no Docker engine answers");
        try {
            DockerClientFactory.lazyClient().inspectImageCmd(IMAGE).exec();
        } catch (NotFoundException e) {
            Assumptions.abort("the image is not here: docker pull " + IMAGE);
        }
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.stop();
        }
    }

    @Override
    Place place() {
        GenericContainer<?> running = Objects.requireNonNull(server);
        return new Place(
                "jdbc:clickhouse://%s:%d/%s?compress=false&beta.row_binary_for_simple_insert=true"
                        .formatted(running.getHost(), running.getMappedPort(HTTP), DATABASE),
                USER,
                PASSWORD,
                DATABASE);
    }
}
