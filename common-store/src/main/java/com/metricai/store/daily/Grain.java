package com.metricai.store.daily;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * By what the totals of {@code rollup_grains} and {@code decision_grains} are kept apart, besides source and period; the
 * coarsest first. What is not among a grain's keys is {@code ''} in its rows.
 */
public enum Grain {
    TOTAL("model"),
    TEAM_TOTAL("team"),
    REPO_TOTAL("repo"),
    TEAM("team", "model"),
    USER("team", "user"),
    REPO("repo", "team", "model"),
    REPO_USER("repo", "team", "user"),
    USER_MODEL("team", "user", "model");

    /** Columns that some grain keeps apart, in the order of the tables' keys. Source is kept by all. */
    public static final List<String> KEYS = List.of("repo", "team", "user", "model", "source");

    @SuppressWarnings("ImmutableEnumChecker") // Set.of is immutable, its type does not say so
    private final Set<String> keys;

    Grain(String... keys) {
        this.keys = Set.of(keys);
    }

    /** As in the tables. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether the column of {@link #KEYS} has its value in this grain's rows. */
    public boolean keeps(String column) {
        return column.equals("source") || keys.contains(column);
    }

    /**
     * Whether tool decisions are kept by it: always with their model, and not by person, whose are few enough to be added
     * up from the finest table.
     */
    public boolean hasDecisions() {
        return keeps("model") && !keeps("user");
    }

    /** The coarsest grain that keeps all the columns; empty when only the finest table does. */
    public static Optional<Grain> coarsest(Collection<String> columns) {
        return Arrays.stream(values())
                .filter(grain -> columns.stream().allMatch(grain::keeps))
                .findFirst();
    }
}
