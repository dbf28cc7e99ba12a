package com.metricai.api.me;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.springframework.stereotype.Component;

@Component
class MeQuery {
    private final Jdbi jdbi;

    MeQuery(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    Optional<Instant> lastIngest(String orgId) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT max(seen) FROM (
                          SELECT max(coalesce(metrics_last_seen_at, 0), coalesce(logs_last_seen_at, 0),
                                     coalesce(traces_last_seen_at, 0)) AS seen
                          FROM reporting WHERE org_id = :org)""")
                .bind("org", orgId)
                .mapTo(Long.class)
                .findOne()
                .filter(millis -> millis > 0)
                .map(Instant::ofEpochMilli));
    }

    boolean isPseudonymous(String orgId) {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT pseudonymous FROM orgs WHERE id = :org")
                .bind("org", orgId)
                .mapTo(boolean.class)
                .one());
    }

    Optional<Instant> lastRollup() {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT finished_at FROM job_runs WHERE job = 'rollup'")
                .mapTo(Long.class)
                .findOne()
                .map(Instant::ofEpochMilli));
    }

    /** The head of the primary key: one row is read, however many there are. */
    Optional<LocalDate> firstDay(String orgId) {
        return jdbi.withHandle(
                handle -> handle.createQuery("SELECT day FROM rollups_daily WHERE org_id = :org ORDER BY day LIMIT 1")
                        .bind("org", orgId)
                        .mapTo(String.class)
                        .findOne()
                        .map(LocalDate::parse));
    }
}
