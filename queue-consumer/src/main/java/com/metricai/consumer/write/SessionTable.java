package com.metricai.consumer.write;

import com.metricai.consumer.interpret.EventRow;
import com.metricai.consumer.interpret.Identity;
import com.metricai.consumer.interpret.Interpreted;
import com.metricai.consumer.interpret.MetricPoint;
import com.metricai.consumer.interpret.SpanRow;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** {@code sessions} and {@code session_metric_days}: who a session belongs to, and what it sends. */
final class SessionTable {
    private static final String UPSERT = """
            INSERT INTO sessions (org_id, session_id, source, user, team, repo, client_version, first_seen_at,
              last_seen_at, has_logs, has_prompts, has_starts, has_events)
            VALUES (:orgId, :identity.sessionId, :identity.source, :identity.user, :identity.team, :identity.repo,
              :clientVersion, :first, :last, :logs, :prompts, :starts, :events)
            ON CONFLICT (org_id, session_id) DO UPDATE SET
              source = iif(<later>, excluded.source, source),
              user = iif(<later>, excluded.user, user),
              team = iif(<later>, excluded.team, team),
              repo = iif(<later>, excluded.repo, repo),
              client_version = iif(<later>, coalesce(excluded.client_version, client_version),
                coalesce(client_version, excluded.client_version)),
              first_seen_at = min(first_seen_at, excluded.first_seen_at),
              last_seen_at = max(last_seen_at, excluded.last_seen_at),
              has_logs = max(has_logs, excluded.has_logs),
              has_prompts = max(has_prompts, excluded.has_prompts),
              has_starts = max(has_starts, excluded.has_starts),
              has_events = max(has_events, excluded.has_events)""".replace("<later>", """
            (excluded.last_seen_at, excluded.user, excluded.repo, excluded.team, excluded.source)
              >= (last_seen_at, user, repo, team, source)""");

    private static final String IS_KNOWN = """
            SELECT count(*) FROM sessions WHERE org_id = :orgId AND session_id = :sessionId
              AND has_logs >= :logs AND has_starts >= :starts AND has_events >= :events""";

    private static final String METRIC_DAYS =
            "SELECT day, user FROM session_metric_days WHERE org_id = :orgId AND session_id = :sessionId";

    private static final String INSERT_METRIC_DAY = """
            INSERT INTO session_metric_days (org_id, session_id, day, user) VALUES (:orgId, :sessionId, :day, :user)
            ON CONFLICT DO NOTHING""";

    /** As the upsert compares: what was seen at one moment must not count in the order of its arrival. */
    private static final Comparator<Seen> LAST = Comparator.comparingLong(Seen::last)
            .thenComparing(seen -> seen.identity.user())
            .thenComparing(seen -> seen.identity.repo())
            .thenComparing(seen -> seen.identity.team())
            .thenComparing(seen -> seen.identity.source());

    /** What a batch says about a session. */
    public record Seen(
            String orgId,
            Identity identity,
            @Nullable String clientVersion,
            long first,
            long last,
            boolean logs,
            boolean prompts,
            boolean starts,
            boolean events) {

        Seen and(Seen other) {
            boolean isLater = LAST.compare(other, this) >= 0;
            Seen later = isLater ? other : this;
            Seen earlier = isLater ? this : other;
            return new Seen(
                    orgId,
                    later.identity,
                    later.clientVersion != null ? later.clientVersion : earlier.clientVersion,
                    Math.min(first, other.first),
                    Math.max(last, other.last),
                    logs || other.logs,
                    prompts || other.prompts,
                    starts || other.starts,
                    events || other.events);
        }
    }

    public record MetricDay(String orgId, String sessionId, String day, String user) {}

    private SessionTable() {}

    static Seen seen(SpanRow row) {
        long at = TimeUnit.NANOSECONDS.toMillis(row.startNs());
        return new Seen(row.orgId(), row.identity(), row.clientVersion(), at, at, false, false, false, false);
    }

    static Seen seen(EventRow row) {
        return new Seen(
                row.orgId(),
                row.identity(),
                row.clientVersion(),
                row.timeMs(),
                row.timeMs(),
                true,
                row.isActivity(),
                false,
                row.isApiRequest());
    }

    static Seen seen(String orgId, Interpreted.SessionSeen session) {
        long at = session.timeMs();
        return new Seen(
                orgId, session.identity(), session.clientVersion(), at, at, false, false, session.started(), false);
    }

    /**
     * Updates the sessions; returns the days whose metrics now count for something else than before: the session's first
     * event, api_request or session.count came after them.
     */
    static List<DirtyDays.Mark> upsert(Handle handle, Stream<Seen> seen) {
        Map<String, Seen> bySession =
                seen.collect(Collectors.toMap(s -> s.orgId + '\n' + s.identity.sessionId(), s -> s, Seen::and));
        List<DirtyDays.Mark> changed = bySession.values().stream()
                .filter(session -> !isKnown(handle, session))
                .flatMap(session -> metricDays(handle, session).stream())
                .toList();
        write(handle, UPSERT, bySession.values());
        return changed;
    }

    static void addMetricDays(Handle handle, String orgId, Collection<MetricPoint> points) {
        NewRows.insert(
                handle,
                INSERT_METRIC_DAY,
                points.stream()
                        .map(point -> point.dimensions())
                        .map(d -> new MetricDay(
                                orgId,
                                d.identity().sessionId(),
                                d.day(),
                                d.identity().user()))
                        .distinct()
                        .toList());
    }

    private static void write(Handle handle, String sql, Collection<Seen> sessions) {
        if (!sessions.isEmpty()) {
            NewRows.insert(handle, sql, List.copyOf(sessions));
        }
    }

    private static boolean isKnown(Handle handle, Seen session) {
        return handle.createQuery(IS_KNOWN)
                        .bind("orgId", session.orgId)
                        .bind("sessionId", session.identity.sessionId())
                        .bind("logs", session.logs)
                        .bind("starts", session.starts)
                        .bind("events", session.events)
                        .mapTo(int.class)
                        .one()
                > 0;
    }

    private static List<DirtyDays.Mark> metricDays(Handle handle, Seen session) {
        return handle.createQuery(METRIC_DAYS)
                .bind("orgId", session.orgId)
                .bind("sessionId", session.identity.sessionId())
                .map((row, context) -> new DirtyDays.Mark(session.orgId, row.getString("day"), row.getString("user")))
                .list();
    }
}
