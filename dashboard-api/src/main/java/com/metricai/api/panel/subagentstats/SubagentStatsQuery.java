package com.metricai.api.panel.subagentstats;

import com.metricai.api.panel.Amounts;
import com.metricai.api.panel.PanelRequest;
import com.metricai.api.sql.Conditions;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.springframework.stereotype.Component;

@Component
class SubagentStatsQuery {
    private final Jdbi jdbi;

    SubagentStatsQuery(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    SubagentStats answer(PanelRequest request) {
        return jdbi.inTransaction(handle -> new SubagentStats(repos(handle, request), agents(handle, request)));
    }

    private static List<SubagentStats.Repo> repos(Handle handle, PanelRequest request) {
        Conditions where = Conditions.onPrompts(request, "p");
        return handle.createQuery("""
                        SELECT p.repo, count(*) AS prompts, sum(p.subagents > 0) AS with_subagents,
                               sum(p.subagents) AS subagents, max(p.max_depth) AS max_depth, max(p.max_fanout) AS max_fanout,
                               coalesce(avg(p.max_depth) FILTER (WHERE p.subagents > 0), 0.0) AS avg_depth,
                               coalesce(avg(p.max_fanout) FILTER (WHERE p.subagents > 0), 0.0) AS avg_fanout,
                               sum(p.subagent_cost_micros) AS micros
                        FROM prompt_summary p WHERE %s
                        GROUP BY p.repo ORDER BY micros DESC, p.repo""".formatted(where.sql()))
                .bindMap(where.values())
                .map((row, context) -> new SubagentStats.Repo(
                        row.getString("repo"),
                        row.getLong("prompts"),
                        row.getLong("with_subagents"),
                        row.getLong("subagents"),
                        row.getLong("max_depth"),
                        row.getDouble("avg_depth"),
                        row.getLong("max_fanout"),
                        row.getDouble("avg_fanout"),
                        Amounts.usd(row.getLong("micros"))))
                .list();
    }

    private static List<SubagentStats.Agent> agents(Handle handle, PanelRequest request) {
        Conditions where = Conditions.onPrompts(request, "p").and("p.subagents > 0");
        return handle.createQuery("""
                        SELECT a.agent_type, count(*) AS runs, sum(a.cost_micros) AS micros,
                               sum(a.total_tokens) AS tokens, CAST(round(avg(a.duration_ms)) AS INTEGER) AS duration
                        FROM prompt_summary p JOIN prompt_agents a ON a.org_id = p.org_id AND a.prompt_id = p.prompt_id
                        WHERE %s
                        GROUP BY a.agent_type ORDER BY micros DESC, a.agent_type""".formatted(where.sql()))
                .bindMap(where.values())
                .map((row, context) -> new SubagentStats.Agent(
                        row.getString("agent_type"),
                        row.getLong("runs"),
                        Amounts.usd(row.getLong("micros")),
                        row.getLong("tokens"),
                        row.getLong("duration")))
                .list();
    }
}
