package com.metricai.consumer.write;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Iterator;
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
 *
 * <p>What is kept is a hash of each: whoever may send can invent as many values as the bound lets through, for every day that is
 * open, and as long as a name may be.
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

    /**
     * Of all orgs and days, about 60 bytes each: all that one org can have on the days that are open. Beyond, the days that
     * were not asked for longest are forgotten, and read again when something late comes for them.
     */
    private static final int MOST_IN_MEMORY = 2_000_000;

    private record OrgDay(String orgId, String day) {}

    private final int limit;
    private final int mostInMemory;
    /** The day that was asked for last is the last. */
    private final Map<OrgDay, Map<Dimension, Set<Long>>> known = new LinkedHashMap<>(16, 0.75f, true);

    private final MessageDigest sha256 = sha256();
    private int inMemory;

    /**
     * Knows nothing yet.
     *
     * @param limit of distinct values of a dimension per org and day
     */
    DayValues(int limit) {
        this(limit, MOST_IN_MEMORY);
    }

    DayValues(int limit, int mostInMemory) {
        this.limit = limit;
        this.mostInMemory = mostInMemory;
    }

    /** The value, or {@code other} when the org has as many others on that day as it may. */
    synchronized String fold(Handle handle, String orgId, String day, Dimension dimension, String value) {
        return NO_VALUE.contains(value) || admits(handle, new OrgDay(orgId, day), dimension, value) ? value : OTHER;
    }

    private boolean admits(Handle handle, OrgDay orgDay, Dimension dimension, String value) {
        Map<Dimension, Set<Long>> ofDay = known.computeIfAbsent(orgDay, key -> new EnumMap<>(Dimension.class));
        Set<Long> values = ofDay.get(dimension);
        if (values == null) {
            values = read(handle, orgDay, dimension);
            ofDay.put(dimension, values);
            inMemory += values.size();
            forgetEldest();
        }
        Long hash = hash(value);
        if (values.contains(hash)) {
            return true;
        }
        if (values.size() >= limit) {
            return false;
        }
        values.add(hash);
        inMemory++;
        forgetEldest();
        return true;
    }

    private void forgetEldest() {
        Iterator<Map<Dimension, Set<Long>>> eldest = known.values().iterator();
        while (inMemory > mostInMemory && known.size() > 1) {
            inMemory -= eldest.next().values().stream().mapToInt(Set::size).sum();
            eldest.remove();
        }
    }

    private Set<Long> read(Handle handle, OrgDay orgDay, Dimension dimension) {
        Set<Long> values = new HashSet<>();
        handle.select(dimension.known, orgDay.orgId, orgDay.day)
                .mapTo(String.class)
                .useIterator(rows -> rows.forEachRemaining(value -> {
                    if (!NO_VALUE.contains(value)) {
                        values.add(hash(value));
                    }
                }));
        return values;
    }

    /** Of two values with the same 64 bits the second passes the bound: billions of tries for one name more. */
    private Long hash(String value) {
        return ByteBuffer.wrap(sha256.digest(value.getBytes(UTF_8))).getLong();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
