package com.metricai.standalone.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.metricai.clickhouse.embedded.EngineLibrary;
import com.metricai.clickhouse.embedded.EngineUnavailableException;
import com.metricai.standalone.DataDirectory;
import com.metricai.standalone.Engines;
import com.metricai.standalone.Terminal;
import com.metricai.standalone.UserError;
import com.metricai.store.migration.ClickHouseSchema;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A directory of the engine in which something is damaged, opened as {@code up} does. */
class StoreCheckIT {
    private static final Terminal SILENT =
            new Terminal(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));

    @TempDir
    Path directory;

    private DataDirectory data;

    @BeforeEach
    void fill() throws SQLException {
        try {
            EngineLibrary.ofThisMachine().install(line -> {});
        } catch (EngineUnavailableException e) {
            Assumptions.abort(e.toString());
        }
        data = new DataDirectory(directory);
        try (Restore.Engine engine = Engines.start(data, SILENT)) {
            new ClickHouseSchema(engine.clickHouse()).ensure();
            try (Connection connection = engine.clickHouse().connect();
                    Statement statement = connection.createStatement()) {
                statement.execute(
                        "INSERT INTO metric_ai_metrics (org_id, minute, user, fingerprint) SELECT 'acme', now(),"
                                + " toString(number), hex(SHA256(toString(number))) FROM numbers(1000)");
            }
        }
    }

    @Test
    void wholeDirectory_isOpened() {
        assertThatCode(this::open).doesNotThrowAnyException();
    }

    @Test
    void flippedByte_isFound() throws IOException {
        Path rows = largest("data\\.bin");
        byte[] bytes = Files.readAllBytes(rows);
        bytes[bytes.length / 2] ^= 0x55;
        Files.write(rows, bytes);
        assertThatThrownBy(this::open).isInstanceOf(UserError.class).satisfies(this::saysTheWayOut);
    }

    /** ClickHouse itself would go on without the rows. */
    @Test
    void partThatCannotBeOpened_isFound() throws IOException {
        Files.write(largest("data\\.bin").resolveSibling("checksums.txt"), new byte[] {1, 2, 3});
        assertThatThrownBy(this::open).isInstanceOf(UserError.class).satisfies(this::saysTheWayOut);
    }

    @Test
    void tableThatCannotBeRead_isFound() throws IOException {
        for (Path definition : files("metric_ai_metrics\\.sql")) {
            Files.writeString(definition, "garbage");
        }
        assertThatThrownBy(this::open).isInstanceOf(UserError.class).satisfies(this::saysTheWayOut);
    }

    private void open() {
        try (Restore.Engine engine = Engines.start(data, SILENT)) {
            StoreCheck.clickHouse(data, engine.clickHouse());
        }
    }

    private void saysTheWayOut(Throwable refused) {
        assertThat(refused.getMessage())
                .startsWith("the metric rows in " + data.clickhouse() + " are damaged (")
                .contains("./metric-ai restore", "./metric-ai rebuild")
                .doesNotContain("\n");
    }

    private Path largest(String name) throws IOException {
        return files(name).stream()
                .max((a, b) -> Long.compare(a.toFile().length(), b.toFile().length()))
                .orElseThrow();
    }

    private List<Path> files(String name) throws IOException {
        try (Stream<Path> all = Files.walk(data.clickhouse())) {
            return all.filter(file -> file.getFileName().toString().matches(name))
                    .toList();
        }
    }
}
