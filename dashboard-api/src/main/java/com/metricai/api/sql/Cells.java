package com.metricai.api.sql;

import com.metricai.api.panel.Filters;
import com.metricai.api.panel.PanelRequest;
import com.metricai.store.daily.Grain;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Where a panel's numbers are read: the coarsest table that still tells apart what the panel groups by and filters on, at
 * worst the finest one. The sums are the same in all of them.
 *
 * @param table to select from
 * @param where its rows that count
 * @param coarse whether it holds periods and, in {@code session_rows}, sessions
 */
public record Cells(String table, Conditions where, boolean coarse) {
    private static final String DAY = "day";

    /** Sums of {@code rollups_daily} by these columns, which may have the day among them. */
    public static Cells ofRollups(PanelRequest request, Collection<String> columns) {
        if (columns.contains(DAY) && !request.filters().users().isEmpty()) {
            // Looked up day by day; a coarse table's day has everybody of a team.
            return new Cells("rollups_daily", Conditions.onUsersDays(request), false);
        }
        return grain(request, columns)
                .map(grain -> new Cells(
                        "rollup_grains",
                        columns.contains(DAY)
                                ? Conditions.onDaysOf(request, grain, Grain.KEYS)
                                : Conditions.onCoverOf(request, grain, Grain.KEYS),
                        true))
                .orElseGet(() -> new Cells("rollups_daily", Conditions.onUsersDays(request), false));
    }

    /** Sums of {@code decisions_daily}; by tool and who decided, and by nothing else. */
    public static Cells ofDecisions(PanelRequest request) {
        return grain(request, Set.of("model"))
                .filter(Grain::hasDecisions)
                .map(grain -> new Cells(
                        "decision_grains",
                        Conditions.onCoverOf(
                                request,
                                grain,
                                Grain.KEYS.stream()
                                        .filter(key -> !key.equals("user"))
                                        .toList()),
                        true))
                .orElseGet(() -> new Cells("decisions_daily", Conditions.onUsersDays(request), false));
    }

    /**
     * What to select for a column, and to group by its name.
     *
     * @param column a key column or day
     */
    public String select(String column) {
        return coarse && column.equals(DAY) ? "period AS day" : column;
    }

    /**
     * The expression for the time of a row: its day 2026-11-22, or its month 2026-11.
     *
     * @param byDay whether these cells were asked for by day; else the range must hold a whole month, so that each of
     *     its periods lies in one
     */
    public String time(boolean byDay) {
        if (byDay) {
            return coarse ? "period" : DAY;
        }
        return "substr(" + (coarse ? "ltrim(period, 'w')" : DAY) + ", 1, 7)";
    }

    /**
     * The expression for the rows of {@code session_days} behind a row: those of the models, or of any model.
     *
     * @param byModel whether the panel groups by model or filters on it
     */
    public static String sessionRows(boolean byModel) {
        return byModel ? "iif(model > '', session_rows, 0)" : "iif(model = '', session_rows, 0)";
    }

    /** Tools and statuses are told apart by the finest table alone. */
    private static Optional<Grain> grain(PanelRequest request, Collection<String> columns) {
        Filters filters = request.filters();
        Set<String> wanted = new HashSet<>(columns);
        wanted.remove(DAY);
        addUnless(filters.users().isEmpty(), "user", wanted);
        addUnless(filters.teams().isEmpty(), "team", wanted);
        addUnless(filters.repos().isEmpty(), "repo", wanted);
        addUnless(filters.models().isEmpty(), "model", wanted);
        return Grain.coarsest(wanted);
    }

    private static void addUnless(boolean unused, String column, Set<String> wanted) {
        if (!unused) {
            wanted.add(column);
        }
    }
}
