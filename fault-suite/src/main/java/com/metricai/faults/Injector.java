package com.metricai.faults;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** Does to an installation what a fault says, from its beginning to its end; recovery is the suite's own. */
final class Injector {
    private static final Duration LOCK_PATIENCE = Duration.ofSeconds(20);
    private static final Duration AN_HOUR_BACK = Duration.ofHours(-1);

    private final Installation installation;
    private final Pace pace;
    private final SmallDisks disks;
    private final Windows unreachable;
    private final ConsumerFaults consumers;

    /**
     * An injector.
     *
     * @param unreachable is told when ingest could not have answered
     */
    Injector(Installation installation, Pace pace, SmallDisks disks, Windows unreachable) {
        this.installation = installation;
        this.pace = pace;
        this.disks = disks;
        this.unreachable = unreachable;
        this.consumers = new ConsumerFaults(installation, pace);
    }

    /** Returns whether it met what it was aimed at. */
    boolean inject(Fault fault) {
        return inject(fault, () -> {});
    }

    /** With something that happens in the middle of it. */
    private boolean inject(Fault fault, Runnable middle) {
        return switch (fault) {
            case Fault.Kill(Part part) -> {
                installation.child(part).kill9();
                yield true;
            }
            case Fault.Freeze(Part part) -> {
                freeze(part, middle);
                yield true;
            }
            case Fault.Cut(List<Link> links) -> disturb(links, Forwarder::cut, middle);
            case Fault.Hang(List<Link> links) -> {
                long began = System.nanoTime();
                yield disturb(links, Forwarder::hang, middle) && without(links.contains(Link.CLIENTS), began);
            }
            case Fault.AnswersLost() -> {
                int before = installation.link(Link.CLIENTS).lost();
                disturb(List.of(Link.CLIENTS), Forwarder::loseAnswers, middle);
                yield installation.link(Link.CLIENTS).lost() > before;
            }
            case Fault.DiskFull(Part part) -> {
                SmallDisk disk = disks.of(part);
                disk.fill();
                last(pace.full(), middle, disk::free);
                yield true;
            }
            case Fault.SqliteLocked() -> lock(() -> {}, middle);
            case Fault.LockedAtStart() -> lock(this::killWhatUsesSqlite, middle);
            case Fault.ClockBack(List<Part> parts) -> {
                parts.forEach(part -> SteppedClock.set(installation.clock(part), AN_HOUR_BACK));
                last(
                        pace.clockBack(),
                        middle,
                        () -> parts.forEach(part -> SteppedClock.set(installation.clock(part), Duration.ZERO)));
                yield true;
            }
            case Fault.SecondConsumer(boolean dies) -> consumers.second(dies);
            case Fault.KillWithOutbox(boolean inserted) -> consumers.killWithOutbox(inserted);
            case Fault.TakeOver() -> consumers.takeOver();
            case Fault.KillDuring(Part part, Fault during) ->
                inject(during, () -> installation.child(part).kill9());
        };
    }

    /** Half of the time before the middle, half of it after. */
    private static void last(Duration time, Runnable middle, Runnable end) {
        try {
            Await.pass(time.dividedBy(2));
            middle.run();
            Await.pass(time.dividedBy(2));
        } finally {
            end.run();
        }
    }

    private void freeze(Part part, Runnable middle) {
        long began = System.nanoTime();
        Child child = installation.child(part);
        child.freeze();
        last(pace.frozen(), middle, child::thaw);
        without(part == Part.INGEST || part == Part.STANDALONE, began);
    }

    private boolean without(boolean ingest, long began) {
        if (ingest) {
            unreachable.add(began, System.nanoTime());
        }
        return true;
    }

    private boolean disturb(List<Link> links, Consumer<Forwarder> how, Runnable middle) {
        links.forEach(link -> how.accept(installation.link(link)));
        last(
                pace.cut(),
                middle,
                () -> links.forEach(link -> installation.link(link).pass()));
        return true;
    }

    private void killWhatUsesSqlite() {
        installation.parts().stream()
                .filter(part -> part != Part.BROKER && part != Part.CLICKHOUSE)
                .forEach(part -> installation.child(part).kill9());
    }

    /** Another process's transaction, as a backup tool or a person with the sqlite3 shell may leave one open. */
    private boolean lock(Runnable beginning, Runnable middle) {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + installation.database());
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA busy_timeout = " + LOCK_PATIENCE.toMillis());
            statement.execute("BEGIN IMMEDIATE");
            beginning.run();
            last(pace.locked(), middle, () -> {});
            statement.execute("ROLLBACK");
            return true;
        } catch (SQLException e) {
            throw new IllegalStateException("SQLite could not be locked", e);
        }
    }
}
