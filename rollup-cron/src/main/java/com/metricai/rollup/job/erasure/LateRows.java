package com.metricai.rollup.job.erasure;

import com.metricai.store.people.Tombstone;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Metric rows of people who were erased before: a consumer that stood still in the middle of an insert goes on with it when it
 * wakes, however late. Their names are forgotten by then, but the tombstones know them again. Runs in the thread of the
 * rollups, so none is computed between the mark and the deletion.
 */
final class LateRows {
    private static final Logger LOG = LoggerFactory.getLogger(LateRows.class);

    private static final String ORGS = "SELECT DISTINCT org_id FROM tombstones";

    private static final String MARK = """
            INSERT INTO dirty_days (org_id, day, user, version) VALUES (?, ?, ?, random())
            ON CONFLICT (org_id, day, user) DO UPDATE SET version = excluded.version""";

    private final Jdbi writer;
    private final Jdbi reader;
    private final PersonMetrics metrics;

    LateRows(Jdbi writer, Jdbi reader, PersonMetrics metrics) {
        this.writer = writer;
        this.reader = reader;
        this.metrics = metrics;
    }

    long delete() {
        long deleted = 0;
        for (String org : reader.withHandle(
                handle -> handle.createQuery(ORGS).mapTo(String.class).list())) {
            for (String user : metrics.users(org)) {
                Optional<Tombstone> tombstone = reader.withHandle(handle -> Tombstone.of(handle, org, user));
                if (tombstone.isPresent()) {
                    deleted += delete(org, user, tombstone.get());
                }
            }
        }
        return deleted;
    }

    private long delete(String org, String user, Tombstone tombstone) {
        Names names = new Names("", org, List.of(user), tombstone);
        List<String> days = metrics.days(names);
        if (days.isEmpty()) {
            return 0;
        }
        writer.useTransaction(handle -> days.forEach(day -> handle.execute(MARK, org, day, user)));
        long rows = metrics.delete(names, List.of());
        LOG.atWarn().addKeyValue("orgId", org).addKeyValue("rows", rows).log("late metric rows of an erased person");
        return rows;
    }
}
