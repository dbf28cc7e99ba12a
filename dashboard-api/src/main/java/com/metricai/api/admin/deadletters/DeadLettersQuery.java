package com.metricai.api.admin.deadletters;

import com.metricai.api.admin.deadletters.DeadLetter.Count;
import com.metricai.api.admin.deadletters.DeadLetter.Place;
import com.metricai.api.admin.deadletters.DeadLetter.Whole;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

@Component
class DeadLettersQuery {
    /** The consumer's topics: this service knows Kafka by name alone. */
    private static final String INGEST = "metric-ai-otlp-ingest";

    private static final String DEAD_LETTERS = "metric-ai-otlp-ingest-dlq";

    private static final String SELECT = """
            SELECT d.*, r.action, r.requested_by, r.requested_at
            FROM dead_letters d LEFT JOIN dead_letter_requests r ON r.dead_letter_id = d.id
            """;

    /** Empty texts restrict nothing. */
    record Filter(String reason, String org, String state) {}

    private final Jdbi jdbi;

    DeadLettersQuery(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    List<Count> counts() {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT reason, sum(state = 'waiting') AS waiting, sum(state = 'replayed') AS replayed,
                          sum(state = 'discarded') AS discarded, sum(state = 'gone') AS gone
                        FROM dead_letters GROUP BY reason ORDER BY waiting DESC, reason""")
                .map((row, context) -> new Count(
                        row.getString("reason"),
                        row.getLong("waiting"),
                        row.getLong("replayed"),
                        row.getLong("discarded"),
                        row.getLong("gone")))
                .list());
    }

    /**
     * The newest first.
     *
     * @param before only older ones than this; null: from the newest on
     */
    List<DeadLetter> list(Filter filter, @Nullable Long before, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery(SELECT + """
                        WHERE d.id < :before AND (:reason = '' OR d.reason = :reason) AND (:org = '' OR d.org_id = :org)
                          AND (:state = '' OR d.state = :state)
                        ORDER BY d.id DESC LIMIT :limit""")
                .bind("before", before == null ? Long.MAX_VALUE : before)
                .bind("reason", filter.reason())
                .bind("org", filter.org())
                .bind("state", filter.state())
                .bind("limit", limit)
                .map((row, context) -> line(row))
                .list());
    }

    Optional<Whole> one(long id) {
        return jdbi.withHandle(handle -> handle.createQuery(SELECT + "WHERE d.id = :id")
                .bind("id", id)
                .map((row, context) -> new Whole(
                        line(row),
                        row.getString("content_type"),
                        row.getString("content_encoding"),
                        row.getString("user_agent"),
                        row.getString("trace_id"),
                        row.getString("request_id"),
                        new Place(
                                INGEST,
                                row.getInt("origin_partition"),
                                row.getLong("origin_offset"),
                                Instant.ofEpochMilli(row.getLong("origin_at"))),
                        new Place(
                                DEAD_LETTERS,
                                row.getInt("partition"),
                                row.getLong("offset"),
                                Instant.ofEpochMilli(row.getLong("dead_at"))),
                        row.getString("requested_by"),
                        instant(row, "requested_at"),
                        instant(row, "settled_at")))
                .findOne());
    }

    private static DeadLetter line(ResultSet row) throws SQLException {
        return new DeadLetter(
                row.getLong("id"),
                row.getString("org_id"),
                row.getString("token_id"),
                row.getString("signal"),
                row.getString("reason"),
                row.getString("detail"),
                row.getString("exception"),
                row.getLong("attempts"),
                row.getLong("bytes"),
                instant(row, "received_at"),
                Instant.ofEpochMilli(row.getLong("dead_at")),
                row.getString("state"),
                row.getString("action"),
                number(row, "replay_of"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Long millis = number(row, column);
        return millis == null ? null : Instant.ofEpochMilli(millis);
    }

    private static @Nullable Long number(ResultSet row, String column) throws SQLException {
        long number = row.getLong(column);
        return row.wasNull() ? null : number;
    }
}
