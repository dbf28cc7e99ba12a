package com.metricai.store.sqlite;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Predicate;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.StatementException;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * The SQLite database of one host, as one service sees it. WAL lets any number of readers work beside one writer; writers
 * of several services take turns, which works because no write transaction lasts longer than about 100 ms.
 */
public final class Sqlite implements AutoCloseable {
    private static final int BUSY_TIMEOUT_MS = 10_000;
    private static final long MAPPED_BYTES = 2L << 30;
    private static final int CACHE_KIB = 16 * 1024;
    private static final int WAL_BYTES = 16 << 20;

    private final HikariDataSource pool;
    private final Jdbi jdbi;

    private Sqlite(HikariDataSource pool) {
        this.pool = pool;
        this.jdbi = Jdbi.create(pool);
        // By default it would be what was bound as well: names, which then stand in logs.
        jdbi.getConfig(StatementExceptions.class).setMessageRendering(Sqlite::withStatement);
    }

    private static String withStatement(StatementException failure) {
        StatementContext context = failure.getStatementContext();
        return failure.getShortMessage() + (context == null ? "" : " [statement: " + context.getRawSql() + "]");
    }

    /**
     * For a service that writes: each transaction takes the write lock at its beginning (BEGIN IMMEDIATE), so that it
     * waits there and never fails half-way. Connects on first use, not here.
     *
     * @throws IllegalStateException when this process may not write the file or its folder
     */
    public static Sqlite writer(Path file) {
        Path absolute = file.toAbsolutePath();
        Path folder = absolute.getParent();
        require("write", folder == null ? absolute : folder, Files::isWritable);
        require("write", absolute, Files::isWritable);
        SQLiteConfig config = common();
        config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
        return new Sqlite(pool(file, config, "sqlite-writer", 4, "PRAGMA query_only = false"));
    }

    /**
     * For a service, or the part of one, that only reads: a write is refused, a transaction is one snapshot. Connects on
     * first use, not here.
     *
     * @throws IllegalStateException when this process may not read the file or look into its folder
     */
    public static Sqlite reader(Path file) {
        Path absolute = file.toAbsolutePath();
        Path folder = absolute.getParent();
        require("read", folder == null ? absolute : folder, Files::isExecutable);
        require("read", absolute, Files::isReadable);
        SQLiteConfig config = common();
        config.setTransactionMode(SQLiteConfig.TransactionMode.DEFERRED);
        // Pages are read where the operating system keeps them, not copied: a panel may read thousands.
        config.setPragma(SQLiteConfig.Pragma.MMAP_SIZE, Long.toString(MAPPED_BYTES));
        return new Sqlite(pool(file, config, "sqlite-reader", 8, "PRAGMA query_only = true"));
    }

    /** SQLite itself would say "unable to open database file", after half a minute. */
    private static void require(String access, Path path, Predicate<Path> allowed) {
        if (!Files.exists(path) || allowed.test(path)) {
            return;
        }
        String owner = owner(path);
        String user = System.getProperty("user.name");
        throw new IllegalStateException(
                owner.equals(user)
                        ? "cannot %s %s, although it belongs to %s, who runs this process: its file system is read-only, or its permissions forbid it"
                                .formatted(access, path, owner)
                        : "cannot %s %s: it belongs to %s, and this process runs as %s. Give the folder and its files to that user (chown)"
                                .formatted(access, path, owner, user));
    }

    private static String owner(Path path) {
        try {
            return Files.getOwner(path).getName();
        } catch (IOException | UnsupportedOperationException e) {
            return "somebody else";
        }
    }

    public Jdbi jdbi() {
        return jdbi;
    }

    @Override
    public void close() {
        pool.close();
    }

    private static SQLiteConfig common() {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        // FULL: Kafka offsets are committed right after a transaction, so it must have reached the disk.
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        // SQLite reuses the WAL and never shortens it: without a limit it stays as large as the busiest minute made it.
        config.setJournalSizeLimit(WAL_BYTES);
        config.setBusyTimeout(BUSY_TIMEOUT_MS);
        config.setCacheSize(-CACHE_KIB);
        config.setTempStore(SQLiteConfig.TempStore.MEMORY);
        config.enforceForeignKeys(true);
        // What INSERT OR REPLACE deletes meets the triggers too: the audit log is append-only.
        config.enableRecursiveTriggers(true);
        // Deleted rows are overwritten: the name of somebody who was erased must not stay in a free page.
        config.setPragma(SQLiteConfig.Pragma.SECURE_DELETE, "true");
        return config;
    }

    private static HikariDataSource pool(Path file, SQLiteConfig sqlite, String name, int size, String initSql) {
        SQLiteDataSource source = new SQLiteDataSource(sqlite);
        source.setUrl("jdbc:sqlite:" + file.toAbsolutePath());
        HikariConfig config = new HikariConfig();
        config.setDataSource(source);
        config.setPoolName(name);
        config.setMaximumPoolSize(size);
        config.setConnectionInitSql(initSql);
        config.setMinimumIdle(1);
        // Connect on first use: an absent disk is then a failed health check, not a service that does not start.
        config.setInitializationFailTimeout(-1);
        return new HikariDataSource(config);
    }
}
