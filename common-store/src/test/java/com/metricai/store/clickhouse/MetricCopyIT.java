package com.metricai.store.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;

import com.metricai.clickhouse.embedded.EmbeddedClickHouse;
import com.metricai.clickhouse.embedded.EngineLibrary;
import com.metricai.clickhouse.embedded.EngineUnavailableException;
import com.metricai.store.migration.ClickHouseSchema;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The copy of metric rows on a real engine. */
class MetricCopyIT {
    private static final String EXPORT = "00ff";
    private static final String OTHER = "00aa";

    @TempDir
    Path directory;

    @Test
    void deletion_takesWhatWasThereWhenItBegan_andNothingThatComesWhileItRuns() {
        try (EmbeddedClickHouse engine = start();
                ClickHouseInserter inserter = new ClickHouseInserter(clickHouse(engine));
                MetricCopy copy = new MetricCopy(clickHouse(engine))) {
            new ClickHouseSchema(clickHouse(engine)).ensure();
            for (int minute = 0; minute < 20; minute++) {
                inserter.insert("metric_ai_metrics", List.of(row(EXPORT, minute), row(OTHER, minute)));
            }
            copy.beginToDeleteExports(List.of(EXPORT));
            inserter.insert("metric_ai_metrics", List.of(row(EXPORT, 100)));
            copy.awaitDeleted();
            assertThat(copy.rows()).isEqualTo(20 + 1);

            copy.deleteExports(List.of(EXPORT, OTHER));
            assertThat(copy.rows()).isZero();
        }
    }

    private static String row(String fingerprint, int minute) {
        return "{\"org_id\":\"o\",\"minute\":" + (1795384800 + 60 * minute) + ",\"user\":\"u\",\"fingerprint\":\""
                + fingerprint + "\",\"cost_micros\":1}";
    }

    private EmbeddedClickHouse start() {
        try {
            Path library = EngineLibrary.ofThisMachine().install(System.err::println);
            return EmbeddedClickHouse.start(new EmbeddedClickHouse.Config(directory, library, 0, 1_000_000_000));
        } catch (EngineUnavailableException e) {
            return Assumptions.abort(e.toString());
        }
    }

    private static ClickHouse clickHouse(EmbeddedClickHouse engine) {
        return new ClickHouse(engine.jdbcUrl(), engine.user(), engine.password());
    }
}
