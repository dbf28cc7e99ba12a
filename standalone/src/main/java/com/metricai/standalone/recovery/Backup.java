package com.metricai.standalone.recovery;

import com.metricai.consumer.listen.TopicReading;
import com.metricai.standalone.DataDirectory;
import com.metricai.standalone.Terminal;
import com.metricai.standalone.UserError;
import com.metricai.store.clickhouse.MetricCopy;
import com.metricai.store.migration.ClickHouseSchema;
import com.metricai.store.sqlite.SqliteFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * A copy of a running instance that holds everything that was acknowledged before it began. The order is what makes it
 * exact, see docs/adr/0013: first what is in the topic is stored, then SQLite is copied, then ClickHouse, then the exports
 * are named that came between the two, whose rows do not belong to it.
 */
public final class Backup {
    static final String DATABASE = "metric-ai.db";
    static final String LATER_EXPORTS = "later-exports.txt";
    static final String METRICS = "metrics";

    /** Beside the stores: the key of local sign-in and what {@code up} remembers. */
    static final List<String> KEPT = List.of("access", "access-port", "demo");

    private static final String IN_USE_ONLY = """
            SELECT lower(hex(fingerprint)) FROM main.exports_seen
            WHERE fingerprint NOT IN (SELECT fingerprint FROM other.exports_seen)""";

    private static final Duration PAUSE = Duration.ofMillis(100);

    private final DataDirectory data;
    private final RunningInstance instance;
    private final Terminal terminal;

    public Backup(DataDirectory data, RunningInstance instance, Terminal terminal) {
        this.data = data;
        this.instance = instance;
        this.terminal = terminal;
    }

    /**
     * Takes the backup.
     *
     * @param target empty, or not there yet
     * @param patience how long the consumer may take for what was acknowledged before
     * @throws UserError when the target is not empty, cannot be written, or the consumer is too far behind
     */
    public void take(Path target, Duration patience) {
        Directories.createEmpty(target);
        try {
            awaitStored(patience);
            String at = Instant.now().toString();
            SqliteFile.copy(data.database(), target.resolve(DATABASE));
            terminal.say("Copied the database.");
            copyMetrics(target);
            // Last: whatever was seen in ClickHouse is in the database by now.
            Files.write(
                    target.resolve(LATER_EXPORTS),
                    SqliteFile.compare(data.database(), target.resolve(DATABASE), IN_USE_ONLY));
            for (String name : KEPT) {
                Directories.copy(data.path().resolve(name), target.resolve(name));
            }
            Manifest.of(target, at, SqliteFile.version(target.resolve(DATABASE)))
                    .write(target);
        } catch (IOException | SQLException e) {
            throw new UserError(
                    "the backup could not be written (" + e.getMessage() + "): what is in " + target
                            + " is not usable; make room or choose another directory",
                    e);
        }
    }

    private void awaitStored(Duration patience) {
        TopicReading topics = new TopicReading(instance.kafka(), RunningInstance.GROUP);
        Map<String, Long> ends = topics.ends();
        long end = System.nanoTime() + patience.toNanos();
        for (long unread = topics.unread(ends); unread > 0; unread = topics.unread(ends)) {
            if (System.nanoTime() > end) {
                throw new UserError(unread
                        + " exports were taken and are not stored yet, and the consumer did not get to"
                        + " them within " + patience.toSeconds() + " s: look at the log, or wait longer with --wait");
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private void copyMetrics(Path target) throws IOException {
        Path folder = Files.createDirectory(target.resolve(METRICS));
        new ClickHouseSchema(instance.clickHouse()).ensure();
        try (MetricCopy metrics = new MetricCopy(instance.clickHouse())) {
            for (String month : metrics.months()) {
                try (OutputStream out = Files.newOutputStream(folder.resolve(month + ".native"))) {
                    metrics.write(month, out);
                }
            }
        }
        terminal.say("Copied the metric rows.");
    }
}
