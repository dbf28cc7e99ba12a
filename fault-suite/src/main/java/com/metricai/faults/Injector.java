package com.metricai.faults;

import static java.util.Objects.requireNonNull;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Does to an installation what a fault says, from its beginning to its end; recovery is the suite's own. */
final class Injector {
    private static final Duration LOCK_PATIENCE = Duration.ofSeconds(20);
    private static final Duration JOIN = Duration.ofSeconds(60);
    private static final long HOUR_S = 3600;

    private final Installation installation;
    private final Pace pace;
    private final Map<Part, SmallDisk> disks;

    Injector(Installation installation, Pace pace, Map<Part, SmallDisk> disks) {
        this.installation = installation;
        this.pace = pace;
        this.disks = disks;
    }

    void inject(Fault fault) {
        switch (fault.kind()) {
            case KILL -> victim(fault).kill9();
            case FREEZE -> freeze(victim(fault));
            case CUT -> {
                network(fault).cut();
                Await.pass(pace.cut());
                network(fault).pass();
            }
            case HANG -> {
                network(fault).hang();
                Await.pass(pace.cut());
                network(fault).pass();
            }
            case DISK_FULL -> {
                SmallDisk disk = requireNonNull(disks.get(fault.part()));
                disk.fill();
                Await.pass(pace.full());
                disk.free();
            }
            case SQLITE_LOCKED -> lock();
            case CLOCK_BACK -> {
                SteppedClock.set(installation.places().clock(), -HOUR_S);
                Await.pass(pace.clockBack());
                SteppedClock.set(installation.places().clock(), 0);
            }
            case SECOND_CONSUMER -> withSecondConsumer(Child::close);
            case SECOND_CONSUMER_DIES ->
                withSecondConsumer(second -> {
                    second.kill9();
                    second.close();
                });
        }
    }

    private Child victim(Fault fault) {
        return installation.child(requireNonNull(fault.part()));
    }

    private Forwarder network(Fault fault) {
        return installation.network(requireNonNull(fault.part()));
    }

    private void freeze(Child child) {
        child.freeze();
        try {
            Await.pass(pace.frozen());
        } finally {
            child.thaw();
        }
    }

    /** Another process's transaction, as a backup tool or a person with the sqlite3 shell may leave one open. */
    private void lock() {
        try (Connection connection = DriverManager.getConnection(
                        "jdbc:sqlite:" + installation.places().database());
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA busy_timeout = " + LOCK_PATIENCE.toMillis());
            statement.execute("BEGIN IMMEDIATE");
            Await.pass(pace.locked());
            statement.execute("ROLLBACK");
        } catch (SQLException e) {
            throw new IllegalStateException("SQLite could not be locked", e);
        }
    }

    /** Both joining and leaving take partitions away from a consumer in the middle of its batches. */
    private void withSecondConsumer(java.util.function.Consumer<Child> end) {
        Child second = installation.child(Part.SECOND_CONSUMER).start();
        Await.holds(JOIN, () -> installation.isReady(Part.SECOND_CONSUMER));
        Await.pass(pace.cut());
        end.accept(second);
    }

    static boolean isAll(Installation installation, List<Part> parts) {
        return parts.stream().allMatch(installation::isReady);
    }
}
