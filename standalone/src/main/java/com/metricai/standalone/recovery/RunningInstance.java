package com.metricai.standalone.recovery;

import com.metricai.standalone.DataDirectory;
import com.metricai.standalone.UserError;
import com.metricai.store.clickhouse.ClickHouse;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Properties;

/**
 * Where the parts of a running instance are, for commands beside it. It is a file in the data directory, for its owner only:
 * the password in it is another one at each start.
 *
 * @param kafka its bootstrap servers
 */
public record RunningInstance(String kafka, ClickHouse clickHouse) {
    /** The consumer group of the consumer within {@code up}. */
    static final String GROUP = "queue-consumer";

    /** Notes them down; the file is gone when the returned one is closed. */
    public AutoCloseable announce(DataDirectory data) {
        Properties properties = new Properties();
        properties.setProperty("kafka", kafka);
        properties.setProperty("clickhouse.url", clickHouse.url());
        properties.setProperty("clickhouse.user", clickHouse.user());
        properties.setProperty("clickhouse.password", clickHouse.password());
        Path file = data.runningMark();
        try {
            Files.deleteIfExists(file);
            if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            }
            try (Writer out = Files.newBufferedWriter(file)) {
                properties.store(out, "the running instance");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return () -> Files.deleteIfExists(file);
    }

    /**
     * That of a directory.
     *
     * @throws UserError when none is running there
     */
    public static RunningInstance of(DataDirectory data) {
        data.existing();
        if (!data.isLocked() || !Files.exists(data.runningMark())) {
            throw new UserError("metric-ai is not running on " + data.path() + ": start it with ./metric-ai up --data "
                    + data.path()
                    + " and try again beside it (a stopped instance is backed up by copying its directory)");
        }
        Properties properties = new Properties();
        try (Reader in = Files.newBufferedReader(data.runningMark())) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new RunningInstance(
                properties.getProperty("kafka", ""),
                new ClickHouse(
                        properties.getProperty("clickhouse.url", ""),
                        properties.getProperty("clickhouse.user", ""),
                        properties.getProperty("clickhouse.password", "")));
    }
}
