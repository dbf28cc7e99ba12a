package com.metricai.api.panel.sessions;

import com.metricai.api.panel.Amounts;
import com.metricai.api.panel.PanelRequest;
import com.metricai.api.panel.PromptLine;
import com.metricai.api.panel.ShownSession;
import com.metricai.api.panel.Viewer;
import com.metricai.api.sql.Conditions;
import com.metricai.api.sql.PromptLines;
import com.metricai.api.sql.TeamFold;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.springframework.stereotype.Component;

@Component
class SessionsQuery {
    /**
     * Of the sessions {@code s}. Cost and tokens by the ledger as rolled up; a session that was not rolled up yet has those
     * of its prompts.
     */
    private static final String FIGURES = """
            SELECT s.session_id, s.user, s.repo, %s AS team, s.source, s.first_seen_at, s.last_seen_at, told.prompts,
              coalesce(rolled.micros, told.micros, 0) AS micros, coalesce(rolled.tokens, told.tokens, 0) AS tokens,
              coalesce(rolled.lines_added, 0) AS lines_added, coalesce(rolled.lines_removed, 0) AS lines_removed,
              coalesce(rolled.commits, 0) AS commits, coalesce(told.tool_calls, 0) AS tool_calls,
              coalesce(told.api_errors, 0) AS api_errors, told.starts
            FROM s
            LEFT JOIN (
              SELECT session_id, count(*) AS prompts, sum(cost_micros) AS micros, sum(tool_calls) AS tool_calls,
                sum(api_errors) AS api_errors, group_concat(started_at || ':' || cost_micros) AS starts,
                sum(input_tokens + output_tokens + cache_read_tokens + cache_creation_tokens) AS tokens
              FROM prompt_summary WHERE org_id = :org AND session_id IN (SELECT session_id FROM s)
              GROUP BY session_id) told ON told.session_id = s.session_id
            LEFT JOIN (
              SELECT session_id, sum(cost_micros) AS micros, sum(total_tokens) AS tokens, sum(lines_added) AS lines_added,
                sum(lines_removed) AS lines_removed, sum(commits) AS commits
              FROM session_totals_daily WHERE org_id = :org AND session_id IN (SELECT session_id FROM s)
              GROUP BY session_id) rolled ON rolled.session_id = s.session_id
            ORDER BY s.last_seen_at DESC, s.session_id""";

    private static final int SHORT_DAYS = 92;

    private final Jdbi jdbi;

    SessionsQuery(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    List<Sessions.Session> sessions(PanelRequest request, int limit) {
        Conditions where = Conditions.onSessionDays(request);
        // A person's or a repo's are found and then put in order (+: not by the index); else the latest are gone
        // through
        // until enough count.
        String latest = isNarrow(request)
                ? "session_id IN (SELECT session_id FROM session_days WHERE " + where.sql() + ")"
                : "EXISTS (SELECT 1 FROM session_days INDEXED BY session_days_session WHERE " + where.sql()
                        + " AND session_days.session_id = latest.session_id)";
        String order = isNarrow(request) ? "+last_seen_at" : "last_seen_at";
        return jdbi.inTransaction(handle -> {
            TeamFold fold = TeamFold.of(handle, request);
            return handle.createQuery("""
                            WITH s AS MATERIALIZED (
                              SELECT * FROM sessions latest WHERE org_id = :org AND %s
                              ORDER BY %s DESC, session_id LIMIT :limit)
                            %s""".formatted(latest, order, FIGURES.formatted(fold.team())))
                    .bindMap(where.values())
                    .bindMap(fold.values())
                    .bind("limit", limit)
                    .map((row, context) -> read(request.viewer(), row))
                    .list();
        });
    }

    /** Whether finding all of them reads less than going through the latest until there are enough. */
    private static boolean isNarrow(PanelRequest request) {
        return !request.filters().users().isEmpty()
                || !request.filters().repos().isEmpty()
                || (!request.filters().teams().isEmpty() && request.range().length() <= SHORT_DAYS);
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
        TeamFold fold = handle.createQuery(
                        "SELECT last_seen_at FROM sessions WHERE org_id = :org AND session_id = :session")
                .bind("org", viewer.orgId())
                .bind("session", sessionId)
                .mapTo(long.class)
                .findOne()
                .map(at ->
                        TeamFold.until(handle, viewer, LocalDate.ofInstant(Instant.ofEpochMilli(at), ZoneOffset.UTC)))
                .orElse(TeamFold.NONE);
        return handle.createQuery("""
                        WITH s AS MATERIALIZED (SELECT * FROM sessions WHERE org_id = :org AND session_id = :session)
                        """ + FIGURES.formatted(fold.team()))
                .bindMap(fold.values())
                .bind("org", viewer.orgId())
                .bind("session", sessionId)
                .map((row, context) -> read(viewer, row))
                .findOne()
                .map(session -> {
                    List<PromptLine> prompts = handle.createQuery("SELECT " + PromptLines.COLUMNS
                                    + " FROM prompt_summary p WHERE p.org_id = :org AND p.session_id = :session"
                                    + " ORDER BY p.started_at DESC, p.prompt_id DESC LIMIT :limit")
                            .bind("org", viewer.orgId())
                            .bind("session", sessionId)
                            .bind("limit", Sessions.MAX_PROMPTS)
                            .map((row, context) -> PromptLines.read(viewer, row))
                            .list();
                    return Sessions.Detail.of(session, prompts.reversed());
                });
    }

    private static Sessions.Session read(Viewer viewer, ResultSet row) throws SQLException {
        String starts = row.getString("starts");
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
                row.getLong("commits"),
                starts == null
                        ? List.of()
                        : CostParts.of(starts, row.getLong("first_seen_at"), row.getLong("last_seen_at")));
    }
}
