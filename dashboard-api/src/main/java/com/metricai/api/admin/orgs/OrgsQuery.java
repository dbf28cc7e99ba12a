package com.metricai.api.admin.orgs;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.springframework.stereotype.Component;

@Component
class OrgsQuery {
    private static final Duration EARLIER_HOURS = Duration.ofHours(23);

    private final Jdbi jdbi;
    private final Clock clock;

    OrgsQuery(Jdbi jdbi, Clock clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    List<OrgLine> all() {
        return lines("%");
    }

    Optional<OrgLine> one(String id) {
        return lines(id).stream().findFirst();
    }

    /**
     * By id.
     *
     * @param like an id, which holds no letter that LIKE knows, or % for all
     */
    private List<OrgLine> lines(String like) {
        Instant now = clock.instant();
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT o.id, o.name, o.created_at,
                          (SELECT count(*) FROM members m WHERE m.org_id = o.id) AS members,
                          (SELECT count(*) FROM tokens t WHERE t.org_id = o.id AND t.revoked_at IS NULL
                             AND coalesce(t.expires_at, :now + 1) > :now) AS tokens,
                          (SELECT max(max(coalesce(r.metrics_last_seen_at, 0), coalesce(r.logs_last_seen_at, 0),
                                          coalesce(r.traces_last_seen_at, 0)))
                           FROM reporting r WHERE r.org_id = o.id) AS last_ingest_at,
                          (SELECT count(*) FROM dead_letters d WHERE d.org_id = o.id AND d.state = 'waiting') AS dead_lettered,
                          coalesce(sum(u.requests), 0) AS requests, coalesce(sum(u.bytes), 0) AS bytes,
                          coalesce(sum(u.limited), 0) AS limited, coalesce(sum(u.refused), 0) AS refused
                        FROM orgs o
                        LEFT JOIN tokens k ON k.org_id = o.id
                        LEFT JOIN token_usage u ON u.org_id = o.id AND u.token_id = k.id AND u.hour >= :since
                        WHERE o.id LIKE :like
                        GROUP BY o.id ORDER BY o.id""")
                .bind("now", now.toEpochMilli())
                .bind(
                        "since",
                        now.truncatedTo(ChronoUnit.HOURS).minus(EARLIER_HOURS).toEpochMilli())
                .bind("like", like)
                .map((row, context) -> {
                    long lastIngest = row.getLong("last_ingest_at");
                    return new OrgLine(
                            row.getString("id"),
                            row.getString("name"),
                            Instant.ofEpochMilli(row.getLong("created_at")),
                            row.getLong("members"),
                            row.getLong("tokens"),
                            lastIngest == 0 ? null : Instant.ofEpochMilli(lastIngest),
                            row.getLong("requests"),
                            row.getLong("bytes"),
                            row.getLong("limited"),
                            row.getLong("refused"),
                            row.getLong("dead_lettered"));
                })
                .list());
    }
}
