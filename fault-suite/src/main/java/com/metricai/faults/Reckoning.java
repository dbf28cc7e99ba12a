package com.metricai.faults;

import static com.metricai.faults.Stored.number;

import com.metricai.otlp.envelope.Topics;
import com.metricai.store.sqlite.Sqlite;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/** Compares what was sent with what is there. */
final class Reckoning {
    /**
     * What was found.
     *
     * @param differences in words; none when every promise was kept
     * @param strays exports that were never acknowledged and are there all the same, once
     * @param appended records of the topic: repetitions are among them
     * @param twofold sessions whose money both events and metrics know
     * @param books records in them; of these duplicates, and of these what was only given to the consumer again
     */
    record Result(
            List<String> differences,
            int strays,
            long appended,
            long spans,
            long events,
            long metricExports,
            long deadLetters,
            long runningTotals,
            long twofold,
            long micros,
            long books,
            long duplicates,
            long redelivered) {
        static Result unknown(String why) {
            return new Result(List.of(why), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
        }
    }

    private Reckoning() {}

    /** Looks once; what is still on its way shows as a difference. */
    static Result look(Installation installation, Ledger ledger) {
        try (Sqlite sqlite = Sqlite.reader(installation.database())) {
            return look(installation, ledger, sqlite);
        } catch (SQLException | RuntimeException | ExecutionException | TimeoutException e) {
            return Result.unknown("could not be looked at: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Result.unknown("interrupted");
        }
    }

    private static Result look(Installation installation, Ledger ledger, Sqlite sqlite)
            throws SQLException, ExecutionException, InterruptedException, TimeoutException {
        Differences differences = new Differences();
        long lag = Topic.lag(installation.bootstrapServers());
        differences.compare("lag of the consumer", lag, 0);
        differences.compare("rows in the outbox", number(sqlite, "SELECT count(*) FROM outbox"), 0);
        differences.compare("days to be rolled up", number(sqlite, "SELECT count(*) FROM dirty_days"), 0);
        if (!differences.isEmpty()) {
            return Result.unknown(differences.all().getFirst());
        }
        Topic topic = Topic.read(installation.bootstrapServers(), Topics.INGEST);
        Topic deadLetters = Topic.read(installation.bootstrapServers(), Topics.DEAD_LETTER);
        ExportCheck exports = new ExportCheck(
                        differences, topic, deadLetters, Stored.read(sqlite, installation.clickHouse()))
                .check(ledger.entries());
        Sums sums = exports.sums();
        TotalsCheck.check(differences, installation, sqlite, sums);
        BooksCheck books = BooksCheck.check(differences, sqlite, exports, topic, ledger, lag);
        return new Result(
                differences.all(),
                exports.strays(),
                topic.appended(),
                exports.written("traces"),
                exports.written("logs"),
                exports.metricExports(),
                exports.deadOnes(),
                sums.runningTotals(),
                sums.twofold(),
                sums.byDay(Measure.COST_MICROS),
                books.decoded(),
                books.duplicates(),
                books.redelivered());
    }
}
