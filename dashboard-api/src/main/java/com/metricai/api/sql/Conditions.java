package com.metricai.api.sql;

import com.metricai.api.panel.Filters;
import com.metricai.api.panel.PanelRequest;
import com.metricai.api.panel.Range;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The WHERE of a panel's query. It begins with the caller's org and cannot be made without one; values are always bound,
 * never part of the text.
 */
public final class Conditions {
    private final String prefix;
    private final List<String> terms = new ArrayList<>();
    private final Map<String, Object> values = new HashMap<>();

    private Conditions(String orgId, String alias) {
        this.prefix = alias.isEmpty() ? "" : alias + ".";
        terms.add(prefix + "org_id = :org");
        values.put("org", orgId);
    }

    /**
     * Org, days, source, user, team and repo of the request.
     *
     * @param alias of the table that has these columns; "" when there is only one
     */
    public static Conditions of(PanelRequest request, String alias) {
        Conditions conditions = new Conditions(request.viewer().orgId(), alias);
        Range range = request.range();
        Filters filters = request.filters();
        conditions.terms.add(conditions.prefix + "day BETWEEN :from AND :to");
        conditions.values.put("from", range.from().toString());
        conditions.values.put("to", range.to().toString());
        return conditions
                .in("source", filters.sources())
                .in("user", filters.users())
                .in("team", filters.teams())
                .in("repo", filters.repos());
    }

    /** For tables with one row per model: the rows of the models asked for. */
    public static Conditions withModel(PanelRequest request) {
        return of(request, "").in("model", request.filters().models());
    }

    /** For {@code session_days}: the rows that stand for any model and tool, or those of the models asked for. */
    public static Conditions onSessionDays(PanelRequest request) {
        List<String> models = request.filters().models();
        Conditions conditions = of(request, "").and("tool = ''");
        return models.isEmpty() ? conditions.and("model = ''") : conditions.in("model", models);
    }

    /** For {@code prompt_summary}: prompts that used one of the models asked for. */
    public static Conditions onPrompts(PanelRequest request, String alias) {
        Conditions conditions = of(request, alias);
        List<String> models = request.filters().models();
        return models.isEmpty()
                ? conditions
                : conditions.and("EXISTS (SELECT 1 FROM json_each(" + alias + ".models) used WHERE used.value IN ("
                        + conditions.bound("model", models) + "))");
    }

    /** Adds a term without values. */
    public Conditions and(String term) {
        terms.add(term);
        return this;
    }

    /** The text after WHERE. */
    public String sql() {
        return String.join(" AND ", terms);
    }

    /** What to bind, by name. */
    public Map<String, Object> values() {
        return Map.copyOf(values);
    }

    private Conditions in(String column, List<String> wanted) {
        return wanted.isEmpty() ? this : and(prefix + column + " IN (" + bound(column, wanted) + ")");
    }

    private String bound(String name, List<String> wanted) {
        List<String> names = new ArrayList<>();
        for (String value : wanted) {
            String key = name + names.size();
            values.put(key, value);
            names.add(":" + key);
        }
        return String.join(", ", names);
    }
}
