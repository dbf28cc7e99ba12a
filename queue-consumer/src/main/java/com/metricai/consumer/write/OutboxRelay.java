package com.metricai.consumer.write;

import com.metricai.store.clickhouse.ClickHouseAway;
import com.metricai.store.clickhouse.ClickHouseInserter;
import com.metricai.store.migration.ClickHouseSchema;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves the outbox to ClickHouse. Rows are inserted, then deleted here: a crash in between inserts them again, which
 * changes nothing, because ClickHouse keeps one row per sorting key.
 */
public final class OutboxRelay {
    private static final Logger LOG = LoggerFactory.getLogger(OutboxRelay.class);
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
     * Empties the outbox; one thread at a time.
     *
     * @throws ClickHouseAway when ClickHouse does not take the rows; they stay
     */
    public synchronized void relay() {
        while (true) {
            List<Outbox.Line> lines = jdbi.withHandle(handle -> Outbox.oldest(handle, BATCH));
            if (lines.isEmpty()) {
                return;
            }
            List<Outbox.Line> refused = new ArrayList<>();
            schema.ensure();
            try {
                insert(lines, refused);
            } catch (ClickHouseAway e) {
                // It may have come back without its tables.
                schema.forget();
                throw e;
            }
            jdbi.useTransaction(handle -> {
                Outbox.delete(handle, lines);
                DirtyDays.mark(handle, lines.stream().map(Outbox.Line::mark));
                Books.noteRefusedRows(handle, refused);
            });
            refused.forEach(line -> LOG.atError()
                    .addKeyValue("orgId", line.orgId())
                    .addKeyValue("day", line.day())
                    .log("ClickHouse cannot hold a metric row; it is left out"));
        }
    }

    /** By halves, where a row is what ClickHouse refuses: the others must not wait for it for ever. */
    private void insert(List<Outbox.Line> lines, List<Outbox.Line> refused) {
        try {
            clickHouse.insert(
                    "metric_ai_metrics",
                    lines.stream().map(Outbox.Line::payload).toList());
        } catch (ClickHouseAway e) {
            if (!e.isAboutARow()) {
                throw e;
            }
            if (lines.size() == 1) {
                refused.addAll(lines);
                return;
            }
            insert(lines.subList(0, lines.size() / 2), refused);
            insert(lines.subList(lines.size() / 2, lines.size()), refused);
        }
    }
}
