package com.metricai.api.sql;

import com.metricai.api.panel.Filters;
import com.metricai.api.panel.PanelRequest;
import com.metricai.api.panel.Range;
import com.metricai.api.panel.Viewer;
import com.metricai.store.person.Person;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Which teams a caller sees by themselves: those of few people are shown as one, where the org asks for that.
 *
 * @param shown teams that are shown by themselves; null: all
 * @param floor active people that a team must have to be shown
 */
public record TeamFold(@Nullable List<String> shown, int floor) {
    /** How many people rows are of: those who are told apart by their case alone are one, those who have no name none. */
    public static final String PEOPLE = "count(DISTINCT CASE WHEN lower(user) NOT IN ('" + Person.UNKNOWN + "', '"
            + Person.OTHER + "') THEN lower(user) END)";

    private static final int USUAL_DAYS = 28;

    /** Every team by itself. */
    public static final TeamFold NONE = new TeamFold(null, 0);

    /** As the caller's org asks for; a team's people are those active in the range, whatever else is filtered on. */
    public static TeamFold of(Handle handle, PanelRequest request) {
        int floor = request.viewer().teamFloor();
        if (floor <= 1) {
            return NONE;
        }
        Cells cells = Cells.ofRollups(request.withoutFilters(), List.of("team", "user"));
        return new TeamFold(
                handle.createQuery("SELECT team FROM " + cells.table() + " WHERE "
                                + cells.where().sql()
                                + " AND session_rows > 0 GROUP BY team HAVING " + PEOPLE + " >= :floor")
                        .bindMap(cells.where().values())
                        .bind("floor", floor)
                        .mapTo(String.class)
                        .list(),
                floor);
    }

    /** The same for what is asked for without a range: by the 28 days that end with its own last one. */
    public static TeamFold until(Handle handle, Viewer viewer, LocalDate lastDay) {
        Range range = new Range(lastDay.minusDays(USUAL_DAYS - 1), lastDay);
        return of(handle, new PanelRequest(viewer, range, Filters.NONE));
    }

    /** The expression to select and group by: the team, or the name that small teams share. */
    public String team() {
        if (shown == null) {
            return "team";
        }
        String names =
                IntStream.range(0, shown.size()).mapToObj(i -> ":bigTeam" + i).collect(Collectors.joining(", "));
        return "CASE WHEN team IN (" + names + ") THEN team ELSE :foldedTeams END";
    }

    /** What to bind, by name. */
    public Map<String, Object> values() {
        Map<String, Object> values = new HashMap<>();
        if (shown != null) {
            values.put("foldedTeams", "(teams below " + floor + " people)");
            for (int i = 0; i < shown.size(); i++) {
                values.put("bigTeam" + i, shown.get(i));
            }
        }
        return values;
    }
}
