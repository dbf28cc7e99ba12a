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
        boolean ofUsers = !request.filters().users().isEmpty();
        Conditions where = ofUsers ? Conditions.onPromptDays(request) : Conditions.onPromptGrains(request);
        return handle.createQuery("""
                        SELECT p.repo, sum(p.prompts) AS prompts, sum(p.with_subagents) AS with_subagents,
                               sum(p.subagents) AS subagents, max(p.max_depth) AS max_depth, max(p.max_fanout) AS max_fanout,
                               coalesce(1.0 * sum(p.max_depth * p.with_subagents) / sum(p.with_subagents), 0.0) AS avg_depth,
                               coalesce(1.0 * sum(p.max_fanout * p.with_subagents) / sum(p.with_subagents), 0.0) AS avg_fanout,
                               sum(p.subagent_cost_micros) AS micros
                        FROM %s p WHERE %s
                        GROUP BY p.repo ORDER BY micros DESC, p.repo""".formatted(ofUsers ? "prompts_daily" : "prompt_grains", where.sql()))
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
        boolean ofUsers = !request.filters().users().isEmpty();
        Conditions where = ofUsers ? Conditions.onPromptDays(request) : Conditions.onPromptGrains(request);
        return handle.createQuery("""
                        SELECT p.agent_type, sum(p.runs) AS runs, sum(p.cost_micros) AS micros,
                               sum(p.total_tokens) AS tokens,
                               CAST(round(1.0 * sum(p.duration_ms) / sum(p.runs)) AS INTEGER) AS duration
                        FROM %s p WHERE %s
                        GROUP BY p.agent_type ORDER BY micros DESC, p.agent_type""".formatted(ofUsers ? "agents_daily" : "agent_grains", where.sql()))
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
