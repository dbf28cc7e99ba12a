package com.metricai.api.panel.sessions;

import com.metricai.api.panel.Amounts;
import com.metricai.api.panel.PanelRequest;
import com.metricai.api.panel.PromptLine;
import com.metricai.api.panel.ShownSession;
import com.metricai.api.panel.Viewer;
import com.metricai.api.sql.Conditions;
import com.metricai.api.sql.PromptLines;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.springframework.stereotype.Component;

@Component
class SessionsQuery {
    /** Cost and tokens by the ledger as rolled up; a session that was not rolled up yet has those of its prompts. */
    private static final String COLUMNS =
            """
            s.session_id, s.user, s.repo, s.team, s.source, s.first_seen_at, s.last_seen_at,
            count(p.prompt_id) AS prompts,
            coalesce((SELECT sum(t.cost_micros) %1$s), sum(p.cost_micros), 0) AS micros,
            coalesce((SELECT sum(t.total_tokens) %1$s),
              sum(p.input_tokens + p.output_tokens + p.cache_read_tokens + p.cache_creation_tokens), 0) AS tokens,
            coalesce((SELECT sum(t.lines_added) %1$s), 0) AS lines_added,
            coalesce((SELECT sum(t.lines_removed) %1$s), 0) AS lines_removed,
            coalesce((SELECT sum(t.commits) %1$s), 0) AS commits,
            coalesce(sum(p.tool_calls), 0) AS tool_calls, coalesce(sum(p.api_errors), 0) AS api_errors""".formatted("FROM session_totals_daily t WHERE t.org_id = s.org_id AND t.session_id = s.session_id");

    private final Jdbi jdbi;

    SessionsQuery(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    List<Sessions.Session> sessions(PanelRequest request, int limit) {
        Conditions where = Conditions.onSessionDays(request);
        return jdbi.withHandle(handle -> handle.createQuery("""
                        WITH latest AS (
                          SELECT * FROM sessions
                          WHERE org_id = :org AND session_id IN (SELECT session_id FROM session_days WHERE %s)
                          ORDER BY last_seen_at DESC, session_id LIMIT :limit)
                        SELECT %s
                        FROM latest s LEFT JOIN prompt_summary p ON p.org_id = s.org_id AND p.session_id = s.session_id
                        GROUP BY s.session_id ORDER BY s.last_seen_at DESC, s.session_id""".formatted(where.sql(), COLUMNS))
                .bindMap(where.values())
                .bind("limit", limit)
                .map((row, context) -> read(request.viewer(), row))
                .list());
    }

    /**
     * One session.
     *
     * @param shownId as this caller knows it
     */
    Optional<Sessions.Detail> session(Viewer viewer, String shownId) {
        return jdbi.inTransaction(
                handle -> storedId(handle, viewer, shownId).flatMap(sessionId -> session(handle, viewer, sessionId)));
    }

    /** An id that names a person is known to some callers by a pseudonym alone, and found by no other name. */
    private static Optional<String> storedId(Handle handle, Viewer viewer, String shownId) {
        if (!viewer.naming().hides() || !shownId.startsWith(ShownSession.USER_PREFIX)) {
            return Optional.of(shownId);
        }
        return handle
                .createQuery("SELECT session_id FROM sessions WHERE org_id = :org"
                        + " AND session_id >= 'user:' AND session_id < 'user;'")
                .bind("org", viewer.orgId())
                .mapTo(String.class)
                .stream()
                .filter(id -> viewer.session(id).id().equals(shownId))
                .findFirst();
    }

    private static Optional<Sessions.Detail> session(Handle handle, Viewer viewer, String sessionId) {
        return handle.createQuery("""
                        WITH one AS (SELECT * FROM sessions WHERE org_id = :org AND session_id = :session)
                        SELECT %s
                        FROM one s LEFT JOIN prompt_summary p ON p.org_id = s.org_id AND p.session_id = s.session_id
                        GROUP BY s.session_id""".formatted(COLUMNS))
                .bind("org", viewer.orgId())
                .bind("session", sessionId)
                .map((row, context) -> read(viewer, row))
                .findOne()
                .map(session -> {
                    List<PromptLine> prompts = handle.createQuery("SELECT " + PromptLines.COLUMNS
                                    + " FROM prompt_summary p WHERE p.org_id = :org AND p.session_id = :session"
                                    + " ORDER BY p.started_at, p.prompt_id")
                            .bind("org", viewer.orgId())
                            .bind("session", sessionId)
                            .map((row, context) -> PromptLines.read(viewer, row))
                            .list();
                    return Sessions.Detail.of(session, prompts);
                });
    }

    private static Sessions.Session read(Viewer viewer, ResultSet row) throws SQLException {
        return new Sessions.Session(
                viewer.session(row.getString("session_id")),
                viewer.user(row.getString("user")),
                row.getString("repo"),
                row.getString("team"),
                row.getString("source"),
                Instant.ofEpochMilli(row.getLong("first_seen_at")),
                Instant.ofEpochMilli(row.getLong("last_seen_at")),
                row.getLong("prompts"),
                Amounts.usd(row.getLong("micros")),
                row.getLong("tokens"),
                row.getLong("tool_calls"),
                row.getLong("api_errors"),
                row.getLong("lines_added"),
                row.getLong("lines_removed"),
                row.getLong("commits"));
    }
}
