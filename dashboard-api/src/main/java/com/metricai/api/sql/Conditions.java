package com.metricai.api.sql;

import com.metricai.api.panel.Filters;
import com.metricai.api.panel.PanelRequest;
import com.metricai.api.panel.Range;
import com.metricai.store.daily.Grain;
import com.metricai.store.daily.Period;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The WHERE of a panel's query. It begins with the caller's org and cannot be made without one; values are always bound,
 * never part of the text.
 */
public final class Conditions {
    /** To select from with {@link #onRepeatedSessions}; without statistics SQLite would go through all sessions. */
    public static final String REPEATED_SESSIONS = "session_days INDEXED BY session_days_repeated";

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
        conditions.terms.add(conditions.prefix + "day BETWEEN :from AND :to");
        conditions.values.put("from", range.from().toString());
        conditions.values.put("to", range.to().toString());
        return conditions.who(request.filters());
    }

    /**
     * For tables with one row per model whose key begins with org, day and user: the days are listed when users are
     * given, so that each of their days is looked up and no other person's rows are passed by.
     */
    public static Conditions onUsersDays(PanelRequest request) {
        Filters filters = request.filters();
        return filters.users().isEmpty()
                ? withModel(request)
                : new Conditions(request.viewer().orgId(), "")
                        .listed(
                                "day",
                                Period.days(
                                        request.range().from(), request.range().to()))
                        .who(filters)
                        .in("model", filters.models());
    }

    /** For {@code prompts_daily} and {@code agents_daily} {@code p}, which have the models of a prompt in one column. */
    public static Conditions onPromptDays(PanelRequest request) {
        return new Conditions(request.viewer().orgId(), "p")
                .listed(
                        "day",
                        Period.days(request.range().from(), request.range().to()))
                .who(request.filters())
                .usingModels(request.filters().models());
    }

    /** For {@code prompt_grains} and {@code agent_grains} {@code p}; there must be no filter on users. */
    public static Conditions onPromptGrains(PanelRequest request) {
        return new Conditions(request.viewer().orgId(), "p")
                .listed(
                        "period",
                        Period.cover(request.range().from(), request.range().to()))
                .who(request.filters())
                .usingModels(request.filters().models());
    }

    /** For a coarse table: the range in as few periods as can be. */
    static Conditions onCoverOf(PanelRequest request, Grain grain, List<String> keys) {
        Range range = request.range();
        return onGrain(request, grain, keys, Period.cover(range.from(), range.to()));
    }

    /** For a coarse table: the range's days, each apart. */
    static Conditions onDaysOf(PanelRequest request, Grain grain, List<String> keys) {
        Range range = request.range();
        return onGrain(request, grain, keys, Period.days(range.from(), range.to()));
    }

    /** Every key column is named, those that the grain does not keep with '': the table's key is then used to its end. */
    private static Conditions onGrain(PanelRequest request, Grain grain, List<String> keys, List<Period> periods) {
        Filters filters = request.filters();
        Conditions conditions = new Conditions(request.viewer().orgId(), "")
                .and("grain = '" + grain.id() + "'")
                .listed("period", periods);
        keys.stream().filter(key -> !grain.keeps(key)).forEach(key -> conditions.and(key + " = ''"));
        return conditions.who(filters).in("model", filters.models());
    }

    /** For tables with one row per model: the rows of the models asked for. */
    public static Conditions withModel(PanelRequest request) {
        return of(request, "").in("model", request.filters().models());
    }

    /** For {@code session_days}: the rows that stand for any model and tool, or those of the models asked for. */
    public static Conditions onSessionDays(PanelRequest request) {
        Conditions conditions = onUsersDays(request).and("tool = ''");
        return request.filters().models().isEmpty() ? conditions.and("model = ''") : conditions;
    }

    /** For {@code prompt_summary p}: prompts that used one of the models asked for, which are looked up last. */
    public static Conditions onPrompts(PanelRequest request) {
        Conditions conditions = of(request, "p");
        List<String> models = request.filters().models();
        return models.isEmpty()
                ? conditions
                : conditions.and("EXISTS (SELECT 1 FROM prompt_summary m, json_each(m.models) used"
                        + " WHERE m.org_id = p.org_id AND m.prompt_id = p.prompt_id AND used.value IN ("
                        + conditions.bound("model", models) + "))");
    }

    /** For rows of {@code session_days} marked as repeated. */
    public static Conditions onRepeatedSessions(PanelRequest request, boolean byModel) {
        return onUsersDays(request).and("tool = ''").and("repeated = 1").and(byModel ? "model > ''" : "model = ''");
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

    private Conditions who(Filters filters) {
        return in("source", filters.sources())
                .in("user", filters.users())
                .in("team", filters.teams())
                .in("repo", filters.repos());
    }

    private Conditions usingModels(List<String> models) {
        return models.isEmpty()
                ? this
                : and("EXISTS (SELECT 1 FROM json_each(" + prefix + "models) used WHERE used.value IN ("
                        + bound("model", models) + "))");
    }

    /** One parameter for all of them: there may be thousands. */
    private Conditions listed(String column, List<Period> periods) {
        values.put(
                "periods",
                periods.stream().map(period -> '"' + period.name() + '"').collect(Collectors.joining(",", "[", "]")));
        return and(prefix + column + " IN (SELECT value FROM json_each(:periods))");
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
