package com.metricai.consumer.write;

import java.time.Clock;
import java.util.List;
import java.util.Locale;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** {@code dead_letters}: what could not be read, what was asked to be done about it, and what was. */
public final class DeadLetterTable {
    private static final String ADD = """
            INSERT INTO dead_letters (org_id, token_id, signal, reason, detail, exception, attempts, bytes, content_type,
              content_encoding, user_agent, trace_id, request_id, received_at, origin_partition, origin_offset, origin_at,
              partition, "offset", dead_at, replay_of, state)
            VALUES (:orgId, :tokenId, :signal, :reason, :detail, :exception, :attempts, :bytes, :contentType,
              :contentEncoding, :userAgent, :traceId, :requestId, :receivedAt, :originPartition, :originOffset, :originAt,
              :partition, :offset, :deadAt, :replayOf, 'waiting')
            ON CONFLICT DO NOTHING""";

    private static final String ASKED = """
            SELECT d.id, r.action, d.partition, d."offset", d.dead_at
            FROM dead_letter_requests r JOIN dead_letters d ON d.id = r.dead_letter_id
            WHERE d.state = 'waiting' ORDER BY r.id LIMIT ?""";

    private static final String SETTLE =
            "UPDATE dead_letters SET state = ?, settled_at = ? WHERE id = ? AND state = 'waiting'";

    private static final String SETTLE_GONE = """
            UPDATE dead_letters SET state = 'gone', settled_at = ?
            WHERE state = 'waiting' AND partition = ? AND "offset" < ?""";

    /** One dead letter; instants are milliseconds since the epoch, see the schema for the rest. */
    public record Row(
            String orgId,
            String tokenId,
            String signal,
            String reason,
            String detail,
            String exception,
            long attempts,
            long bytes,
            String contentType,
            String contentEncoding,
            String userAgent,
            String traceId,
            String requestId,
            @Nullable Long receivedAt,
            int originPartition,
            long originOffset,
            long originAt,
            int partition,
            long offset,
            long deadAt,
            @Nullable Long replayOf) {}

    /** What an operator asks for. */
    public enum Action {
        REPLAY,
        DISCARD
    }

    /**
     * A dead letter that something was asked for, and that still waits.
     *
     * @param partition of the dead-letter topic
     * @param offset in it
     * @param deadAt when it was appended there, milliseconds since the epoch
     */
    public record Asked(long id, Action action, int partition, long offset, long deadAt) {}

    /** How a dead letter ends. */
    public enum Outcome {
        /** Published once more. */
        REPLAYED,
        /** Given up. */
        DISCARDED,
        /** Nothing of it was left that could be published once more. */
        GONE
    }

    private final Jdbi jdbi;
    private final Clock clock;

    /**
     * Over one database.
     *
     * @param jdbi connections that begin with BEGIN IMMEDIATE
     */
    public DeadLetterTable(Jdbi jdbi, Clock clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    /** Adds those that are not there yet; returns how many. */
    public int add(List<Row> rows) {
        return jdbi.inTransaction(handle -> NewRows.insert(handle, ADD, rows).size());
    }

    /** The first requests that nothing was done about. */
    public List<Asked> asked(int limit) {
        return jdbi.withHandle(handle -> handle.select(ASKED, limit)
                .map((row, context) -> new Asked(
                        row.getLong("id"),
                        Action.valueOf(row.getString("action").toUpperCase(Locale.ROOT)),
                        row.getInt("partition"),
                        row.getLong("offset"),
                        row.getLong("dead_at")))
                .list());
    }

    /** Notes how a dead letter ended; nothing changes when it has ended before. */
    public void settle(long id, Outcome outcome) {
        jdbi.useTransaction(
                handle -> handle.execute(SETTLE, outcome.name().toLowerCase(Locale.ROOT), clock.millis(), id));
    }

    /** The partitions of the dead-letter topic in which something waits. */
    public List<Integer> waitingPartitions() {
        return jdbi.withHandle(
                handle -> handle.select("SELECT DISTINCT partition FROM dead_letters WHERE state = 'waiting'")
                        .mapTo(Integer.class)
                        .list());
    }

    /**
     * Notes that the topic holds no more what waits below an offset; returns how many those were.
     *
     * @param partition of the dead-letter topic
     * @param firstKept the first offset that it still holds
     */
    public int settleGone(int partition, long firstKept) {
        return jdbi.inTransaction(handle -> handle.execute(SETTLE_GONE, clock.millis(), partition, firstKept));
    }
}
