package com.metricai.consumer.write;

import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/**
 * The distinct values of each dimension that an org has on a day, and their bound: every one of them is a row in the daily
 * tables for good. The values that came first stay; what comes beyond is {@code other}.
 *
 * <p>What is counted once does not depend on this: keys and fingerprints are made of what was sent, before anything is
 * folded, and the first write wins. So the values may be kept in memory, and read from the daily tables after a restart:
 * those are a second behind, by which the bound may be passed.
 */
final class DayValues {
    /** In place of a value beyond the bound. */
    static final String OTHER = "other";

    /** What is bounded. */
    enum Dimension {
        USER("rollups_daily", "user"),
        TEAM("rollups_daily", "team"),
        REPO("rollups_daily", "repo"),
        MODEL("rollups_daily", "model"),
        TOOL("rollups_daily", "tool"),
        AGENT("agents_daily", "agent_type");

        private final String known;

        Dimension(String table, String column) {
            known = "SELECT DISTINCT " + column + " FROM " + table + " WHERE org_id = ? AND day = ?";
        }

        /** As in the books. */
        String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Values that stand for none. */
    private static final Set<String> NO_VALUE = Set.of("", "unknown", "unattributed", OTHER);

    /** Of an org and day each. Older days are read again when something late comes for them. */
    private static final int DAYS_IN_MEMORY = 100;

    private record OrgDay(String orgId, String day) {}

    private final int limit;
    private final Map<OrgDay, Map<Dimension, Set<String>>> known = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<OrgDay, Map<Dimension, Set<String>>> eldest) {
            return size() > DAYS_IN_MEMORY;
        }
    };

    /**
     * Knows nothing yet.
     *
     * @param limit of distinct values of a dimension per org and day
     */
    DayValues(int limit) {
        this.limit = limit;
    }

    /** The value, or {@code other} when the org has as many others on that day as it may. */
    synchronized String fold(Handle handle, String orgId, String day, Dimension dimension, String value) {
        return NO_VALUE.contains(value) || admits(handle, new OrgDay(orgId, day), dimension, value) ? value : OTHER;
    }

    private boolean admits(Handle handle, OrgDay orgDay, Dimension dimension, String value) {
        Set<String> values = known.computeIfAbsent(orgDay, key -> new EnumMap<>(Dimension.class))
                .computeIfAbsent(dimension, key -> read(handle, orgDay, key));
        if (values.contains(value)) {
            return true;
        }
        return values.size() < limit && values.add(value);
    }

    private static Set<String> read(Handle handle, OrgDay orgDay, Dimension dimension) {
        Set<String> values = new HashSet<>(handle.select(dimension.known, orgDay.orgId, orgDay.day)
                .mapTo(String.class)
                .list());
        values.removeAll(NO_VALUE);
        return values;
    }
}
