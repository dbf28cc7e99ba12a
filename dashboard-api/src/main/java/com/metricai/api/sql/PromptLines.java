package com.metricai.api.sql;

import com.metricai.api.panel.Amounts;
import com.metricai.api.panel.PromptLine;
import com.metricai.api.panel.Viewer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** A row of {@code prompt_summary} as a line of a list. */
public final class PromptLines {
    /** The columns to select, of {@code prompt_summary p}. */
    public static final String COLUMNS = """
            p.prompt_id, p.trace_id, p.session_id, p.user, p.repo, p.started_at, p.ended_at, p.cost_micros,
            p.input_tokens + p.output_tokens + p.cache_read_tokens + p.cache_creation_tokens AS total_tokens,
            p.api_requests, p.api_errors, p.tool_calls, p.tool_failures, p.rejects, p.subagents, p.max_depth, p.models""";

    private static final JsonMapper JSON = new JsonMapper();

    private PromptLines() {}

    /** The current row, as the caller may see it. */
    public static PromptLine read(Viewer viewer, ResultSet row) throws SQLException {
        return new PromptLine(
                row.getString("prompt_id"),
                row.getString("trace_id"),
                viewer.session(row.getString("session_id")),
                viewer.user(row.getString("user")),
                row.getString("repo"),
                Instant.ofEpochMilli(row.getLong("started_at")),
                Math.max(0, row.getLong("ended_at") - row.getLong("started_at")),
                Amounts.usd(row.getLong("cost_micros")),
                row.getLong("total_tokens"),
                row.getLong("api_requests"),
                row.getLong("api_errors"),
                row.getLong("tool_calls"),
                row.getLong("tool_failures"),
                row.getLong("rejects"),
                row.getLong("subagents"),
                row.getLong("max_depth"),
                models(row.getString("models")));
    }

    private static List<String> models(String json) {
        return Arrays.asList(JSON.readValue(json, String[].class));
    }
}
