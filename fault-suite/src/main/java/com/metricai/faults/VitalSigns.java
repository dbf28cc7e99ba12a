package com.metricai.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/** What the parts of an installation hold, looked at again and again. */
final class VitalSigns {
    private static final double MB = 1e6;
    /** What does not matter: a megabyte here, a thread there. */
    private static final double SLACK_MB = 24;

    private static final double SLACK_COUNT = 12;

    private final Installation installation;
    private final Map<Part, Curve> memory = new EnumMap<>(Part.class);
    private final Map<Part, Curve> threads = new EnumMap<>(Part.class);
    private final Map<Part, Curve> handles = new EnumMap<>(Part.class);
    private final Curve wal = new Curve("SQLite's WAL", "MB");
    private final Curve parts = new Curve("parts in ClickHouse", "");
    private final Curve backlog = new Curve("exports not yet read", "");

    VitalSigns(Installation installation) {
        this.installation = installation;
        for (Part part : installation.parts()) {
            memory.put(part, new Curve("memory, " + part.label(), "MB"));
            threads.put(part, new Curve("threads, " + part.label(), ""));
            handles.put(part, new Curve("file handles, " + part.label(), ""));
        }
    }

    void look() throws InterruptedException {
        try {
            for (Part part : installation.parts()) {
                Vitals vitals = Vitals.of(installation.child(part).pid());
                memory.get(part).add(vitals.residentBytes() / MB);
                threads.get(part).add(vitals.threads());
                handles.get(part).add(vitals.fileHandles());
            }
            Path database = installation.database();
            wal.add(Vitals.size(database.resolveSibling(database.getFileName() + "-wal")) / MB);
            parts.add(activeParts());
            backlog.add(Topic.lag(installation.bootstrapServers()));
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
        List<Curve> all = new ArrayList<>(memory.values());
        all.addAll(threads.values());
        all.addAll(handles.values());
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
