package com.metricai.faults;

import com.metricai.otlp.Signal;
import com.metricai.store.sqlite.Sqlite;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Whether the suite works again: an event and a metric point that are sent now are taken, stored and rolled up, and the
 * dashboard answers. That a part calls itself ready is asked for beside it, and is not enough.
 */
final class Progress implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final Duration LOOK = Duration.ofSeconds(15);
    private static final long MICROS = 1_234;

    private final Installation installation;
    private final Ledger ledger;
    private final Client client;
    private final String key;
    private int probes;

    /**
     * Probes of one run.
     *
     * @param key tells them apart from those of other runs
     */
    Progress(Installation installation, Ledger ledger, String key) {
        this.installation = installation;
        this.ledger = ledger;
        this.client = new Client(installation.ingest(), installation.token());
        this.key = key;
    }

    /** Whether it comes to that within the limit. */
    boolean isMade(Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        String arrived = "";
        while (System.nanoTime() < end) {
            if (arrived.isEmpty()) {
                arrived = probe();
            }
            String session = arrived;
            if (!session.isEmpty()
                    && Await.holds(LOOK, () -> isRolledUp(session) && installation.isReady() && isShown())) {
                return true;
            }
            Await.pass(PAUSE);
        }
        return false;
    }

    /** The session of an event and a point that were both answered 200; empty when they were not. */
    private String probe() throws InterruptedException {
        String session = Made.session(key + "/probe/" + probes++);
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        Export event =
                Export.of("probe/" + session, Signal.LOGS, Made.request(session, now, MICROS), Export.Manner.PLAIN);
        Export point = Export.of(
                "probe points/" + session,
                Signal.METRICS,
                Made.points(
                        now,
                        now,
                        List.of(
                                new Made.Point("lines_of_code.count", session, "added", "3", false),
                                new Made.Point("cost.usage", session, "", "0.001234", false))),
                Export.Manner.PLAIN);
        boolean taken = ledger.add(event, client.send(event)).fate() == Fate.ACKNOWLEDGED
                && ledger.add(point, client.send(point)).fate() == Fate.ACKNOWLEDGED;
        return taken ? session : "";
    }

    private boolean isRolledUp(String session) {
        try (Sqlite sqlite = Sqlite.reader(installation.database())) {
            return Stored.number(
                            sqlite,
                            "SELECT count(*) FROM session_totals_daily WHERE lines_added = 3 AND cost_micros = "
                                    + MICROS + " AND session_id = '" + session + "'")
                    == 1;
        } catch (RuntimeException e) {
            return false; // Locked, or its disk is not well yet.
        }
    }

    private boolean isShown() {
        HttpResponse<String> panel = installation.panel(TotalsCheck.costTrend());
        return panel != null && panel.statusCode() == 200;
    }

    @Override
    public void close() {
        client.close();
    }
}
