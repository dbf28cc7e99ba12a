package com.metricai.api.panel.rollups;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The columns that numbers are grouped by, as SQL. Pure.
 *
 * @param teams those that are shown by themselves; null: all
 */
record GroupBy(List<GroupKey> keys, @Nullable List<String> teams, int teamFloor) {
    /** All teams by themselves. */
    static GroupBy of(List<GroupKey> keys) {
        return new GroupBy(keys, null, 0);
    }

    /** Teams but these in one row. */
    GroupBy showing(List<String> bigTeams, int floor) {
        return new GroupBy(keys, bigTeams, floor);
    }

    boolean has(GroupKey key) {
        return keys.contains(key);
    }

    /**
     * The beginning of the columns after SELECT, each followed by a comma.
     *
     * @param named what to select for a column of the table
     */
    String columns(UnaryOperator<String> named) {
        return keys.stream().map(key -> column(key, named) + ", ").collect(Collectors.joining());
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
        Map<String, Object> values = new HashMap<>();
        if (has(GroupKey.TEAM) && teams != null) {
            values.put("foldedTeams", "(teams below " + teamFloor + " people)");
            for (int i = 0; i < teams.size(); i++) {
                values.put("bigTeam" + i, teams.get(i));
            }
        }
        return values;
    }

    private String column(GroupKey key, UnaryOperator<String> named) {
        if (key != GroupKey.TEAM || teams == null) {
            return named.apply(key.column());
        }
        String shown =
                IntStream.range(0, teams.size()).mapToObj(i -> ":bigTeam" + i).collect(Collectors.joining(", "));
        return "CASE WHEN team IN (" + shown + ") THEN team ELSE :foldedTeams END AS team";
    }
}
