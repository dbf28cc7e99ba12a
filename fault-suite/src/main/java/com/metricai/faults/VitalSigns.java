package com.metricai.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/** What the parts of an installation hold, looked at again and again. */
final class VitalSigns {
    private static final double MB = 1e6;
    /** What does not matter: a megabyte here, a thread there. */
    private static final double SLACK_MB = 24;

    private static final double SLACK_COUNT = 12;

    private final Installation installation;
    private final List<Body> bodies;
    private final Curve wal = new Curve("SQLite's WAL", "MB");
    private final Curve parts = new Curve("parts in ClickHouse", "");
    private final Curve backlog = new Curve("exports not yet read", "");

    /** Of one process. */
    private record Body(Part part, Curve memory, Curve threads, Curve handles) {
        Body(Part part) {
            this(
                    part,
                    new Curve("memory, " + part.label(), "MB"),
                    new Curve("threads, " + part.label(), ""),
                    new Curve("file handles, " + part.label(), ""));
        }

        void add(Vitals vitals) {
            memory.add(vitals.residentBytes() / MB);
            threads.add((double) vitals.threads());
            handles.add((double) vitals.fileHandles());
        }
    }

    VitalSigns(Installation installation) {
        this.installation = installation;
        this.bodies = installation.parts().stream().map(Body::new).toList();
    }

    void look() throws InterruptedException {
        try {
            for (Body body : bodies) {
                body.add(Vitals.of(installation.child(body.part()).pid()));
            }
            Path database = installation.database();
            wal.add(Vitals.size(database.resolveSibling(database.getFileName() + "-wal")) / MB);
            parts.add((double) activeParts());
            backlog.add((double) Topic.lag(installation.bootstrapServers()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the broker did not say how much is unread", e);
        }
    }

    private long activeParts() {
        try (Connection connection = installation.clickHouse().connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT count() FROM system.parts WHERE active AND table = 'metric_ai_metrics'")) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException("ClickHouse did not say how many parts it has", e);
        }
    }

    List<Curve> curves() {
        List<Curve> all = new ArrayList<>();
        bodies.forEach(body -> all.add(body.memory()));
        bodies.forEach(body -> all.add(body.threads()));
        bodies.forEach(body -> all.add(body.handles()));
        all.addAll(List.of(wal, parts, backlog));
        return all;
    }

    /** The names of what is greater in the last quarter than in the second one. */
    List<String> growing() {
        return curves().stream()
                .filter(curve -> !curve.isFlat("MB".equals(curve.unit()) ? SLACK_MB : SLACK_COUNT))
                .map(Curve::name)
                .toList();
    }

    /** Medians by quarter, as a table that fits into the documentation. */
    String table() {
        StringBuilder table =
                new StringBuilder("| | 1st quarter | 2nd | 3rd | 4th | greatest |\n|---|---|---|---|---|---|\n");
        for (Curve curve : curves()) {
            table.append(String.format(
                    Locale.ROOT,
                    "| %s%s | %.0f | %.0f | %.0f | %.0f | %.0f |%n",
                    curve.name(),
                    curve.unit().isEmpty() ? "" : ", " + curve.unit(),
                    curve.quarter(0),
                    curve.quarter(1),
                    curve.quarter(2),
                    curve.quarter(3),
                    curve.greatest()));
        }
        return table.toString();
    }
}
