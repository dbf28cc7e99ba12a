package com.metricai.api.panel;

import java.util.List;

/** What the answer is restricted to: within a list any of its values, and all lists at once. An empty list restricts nothing. */
public record Filters(
        List<String> sources, List<String> users, List<String> teams, List<String> repos, List<String> models) {
    /** Everything. */
    public static final Filters NONE = new Filters(List.of(), List.of(), List.of(), List.of(), List.of());

    public Filters {
        sources = List.copyOf(sources);
        users = List.copyOf(users);
        teams = List.copyOf(teams);
        repos = List.copyOf(repos);
        models = List.copyOf(models);
    }
}
