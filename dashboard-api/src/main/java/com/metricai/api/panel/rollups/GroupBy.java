package com.metricai.api.panel.rollups;

import com.metricai.api.sql.TeamFold;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The columns that numbers are grouped by, as SQL. Pure. */
record GroupBy(List<GroupKey> keys, TeamFold teams) {
    boolean has(GroupKey key) {
        return keys.contains(key);
    }

    /**
     * The beginning of the columns after SELECT, each followed by a comma.
     *
     * @param named what to select for a column of the table
     */
    String columns(UnaryOperator<String> named) {
        return keys.stream()
                .map(key -> (key == GroupKey.TEAM ? teams.team() + " AS team" : named.apply(key.column())) + ", ")
                .collect(Collectors.joining());
    }

    /** GROUP BY and ORDER BY, or nothing. By position: the name of a column that is folded means the unfolded one. */
    String clauses() {
        String positions = IntStream.rangeClosed(1, keys.size())
                .mapToObj(Integer::toString)
                .collect(Collectors.joining(", "));
        return keys.isEmpty() ? "" : " GROUP BY " + positions + " ORDER BY " + positions;
    }

    /** What to bind, by name. */
    Map<String, Object> values() {
        return has(GroupKey.TEAM) ? teams.values() : Map.of();
    }
}
