package com.metricai.consumer.write;

import com.metricai.store.clickhouse.ClickHouseInserter;
import com.metricai.store.migration.ClickHouseSchema;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/**
 * Moves the outbox to ClickHouse. Rows are inserted, then deleted here: a crash in between inserts them again, which
 * changes nothing, because ClickHouse keeps one row per sorting key.
 */
public final class OutboxRelay {
    private static final int BATCH = 1000;

    private final Jdbi jdbi;
    private final ClickHouseInserter clickHouse;
    private final ClickHouseSchema schema;

    public OutboxRelay(Jdbi jdbi, ClickHouseInserter clickHouse, ClickHouseSchema schema) {
        this.jdbi = jdbi;
        this.clickHouse = clickHouse;
        this.schema = schema;
    }

    /**
     * Empties the outbox.
     *
     * @throws com.metricai.store.clickhouse.ClickHouseAway when ClickHouse does not take the rows; they stay
     */
    public void relay() {
        while (true) {
            List<Outbox.Line> lines = jdbi.withHandle(handle -> Outbox.oldest(handle, BATCH));
            if (lines.isEmpty()) {
                return;
            }
            schema.ensure();
            clickHouse.insert(
                    "metric_ai_metrics",
                    lines.stream().map(Outbox.Line::payload).toList());
            jdbi.useTransaction(handle -> {
                Outbox.delete(handle, lines);
                DirtyDays.mark(handle, lines.stream().map(Outbox.Line::mark));
            });
        }
    }
}
