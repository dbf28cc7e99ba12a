package com.metricai.standalone.recovery;

import com.metricai.standalone.DataDirectory;
import com.metricai.standalone.Terminal;
import com.metricai.standalone.UserError;
import com.metricai.store.clickhouse.ClickHouse;
import com.metricai.store.clickhouse.MetricCopy;
import com.metricai.store.migration.ClickHouseSchema;
import com.metricai.store.sqlite.SqliteFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Function;
import java.util.stream.Stream;

/** Makes a data directory of a backup. */
public final class Restore {
    private static final Duration LONGEST_CHECK = Duration.ofMinutes(10);

    /** A started ClickHouse, and how to stop it. */
    public interface Engine extends AutoCloseable {
        ClickHouse clickHouse();

        @Override
        void close();
    }

    private final Function<Path, Engine> engines;
    private final Terminal terminal;

    /**
     * Over one kind of ClickHouse.
     *
     * @param engines starts it, given a data directory's path
     */
    public Restore(Function<Path, Engine> engines, Terminal terminal) {
        this.engines = engines;
        this.terminal = terminal;
    }

    /**
     * Restores into a directory that is empty or not there. It is filled under another name, so that a restore that was
     * interrupted is not mistaken for one that was not.
     *
     * @throws UserError when the backup or the directory will not do
     */
    public void into(DataDirectory data, Path backup) {
        Directories.requireEmpty(data.path());
        Manifest manifest = Manifest.verified(backup);
        terminal.say("The backup of " + manifest.takenAt() + " is whole.");
        Path unfinished = data.path().resolveSibling(data.path().getFileName() + ".restoring");
        try {
            if (Files.exists(unfinished)) {
                Directories.delete(unfinished);
            }
            Directories.createEmpty(unfinished);
            DataDirectory fresh = new DataDirectory(unfinished);
            for (String name : Backup.KEPT) {
                Directories.copy(backup.resolve(name), unfinished.resolve(name));
            }
            Directories.copy(backup.resolve(Backup.DATABASE), fresh.database());
            SqliteFile.damage(fresh.database(), LONGEST_CHECK).ifPresent(damage -> {
                throw new UserError("the database in the backup is damaged (" + damage + "): use another backup");
            });
            restoreMetrics(fresh, backup);
            Files.deleteIfExists(data.path());
            Files.move(unfinished, data.path());
        } catch (IOException e) {
            throw new UserError(
                    "could not restore into " + data.path() + " (" + e.getMessage()
                            + "): make room or choose another directory",
                    e);
        }
    }

    private void restoreMetrics(DataDirectory fresh, Path backup) throws IOException {
        try (Engine engine = engines.apply(fresh.path());
                MetricCopy metrics = new MetricCopy(engine.clickHouse());
                Stream<Path> months = Files.list(backup.resolve(Backup.METRICS))) {
            new ClickHouseSchema(engine.clickHouse()).ensure();
            if (metrics.rows() > 0) {
                throw new UserError("ClickHouse holds metric rows already: restore into an empty database of it");
            }
            for (Path month : months.sorted().toList()) {
                if (Files.size(month) > 0) {
                    try (InputStream rows = Files.newInputStream(month)) {
                        metrics.read(rows);
                    }
                }
            }
            metrics.deleteExports(Files.readAllLines(backup.resolve(Backup.LATER_EXPORTS)));
            terminal.say(metrics.rows() + " metric rows are restored.");
        }
    }
}
