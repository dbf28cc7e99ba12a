package com.metricai.standalone.recovery;

import com.metricai.standalone.DataDirectory;
import com.metricai.standalone.UserError;
import com.metricai.store.clickhouse.ClickHouse;
import com.metricai.store.clickhouse.MetricCheck;
import com.metricai.store.sqlite.SqliteFile;
import java.time.Duration;

/** Looks for damage before anything is written to a store that may have some. */
public final class StoreCheck {
    /** A gigabyte of SQLite is read in about two seconds where the disk is fast; of what is larger, the beginning is. */
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private StoreCheck() {}

    /**
     * Of the SQLite file, at most 10 seconds.
     *
     * @throws UserError that says what to do, when damage is found
     */
    public static void sqlite(DataDirectory data) {
        SqliteFile.damage(data.database(), LIMIT).ifPresent(damage -> {
            throw new UserError("the database " + data.database() + " is damaged (" + oneLine(damage)
                    + "): restore a backup into a new directory with ./metric-ai restore, or move metric-ai.db* out of "
                    + data.path() + ", start, and run ./metric-ai rebuild for what the topic still holds");
        });
    }

    /**
     * Of the metric rows, at most 10 seconds.
     *
     * @throws UserError that says what to do, when damage is found
     */
    public static void clickHouse(DataDirectory data, ClickHouse clickHouse) {
        MetricCheck.damage(clickHouse, LIMIT).ifPresent(damage -> {
            throw new UserError(wayOut(data, damage));
        });
    }

    /** What to say of an engine that does not start on its directory. */
    public static String wayOut(DataDirectory data, String damage) {
        return "the metric rows in " + data.clickhouse() + " are damaged (" + oneLine(damage)
                + "): restore a backup into a new directory with ./metric-ai restore, or move "
                + data.clickhouse().getFileName() + " out of " + data.path()
                + ", start, and run ./metric-ai rebuild for what the topic still holds";
    }

    private static String oneLine(String text) {
        String line = text.strip().replaceAll("\\s+", " ");
        return line.length() > 200 ? line.substring(0, 200) + "…" : line;
    }
}
