package com.metricai.api.panel.subagentstats;

import java.math.BigDecimal;
import java.util.List;

/** What is left to subagents: by repository and by kind of agent, both by cost. */
record SubagentStats(List<Repo> repos, List<Agent> agents) {
    /**
     * The prompts of one repository.
     *
     * @param avgDepth the mean of the deepest level over prompts with subagents; 0 when there are none
     * @param avgFanout the mean of the widest fan-out over prompts with subagents; 0 when there are none
     */
    record Repo(
            String repo,
            long prompts,
            long promptsWithSubagents,
            long subagents,
            long maxDepth,
            double avgDepth,
            long maxFanout,
            double avgFanout,
            BigDecimal subagentCostUsd) {}

    /**
     * All runs of one kind of agent.
     *
     * @param avgDurationMs rounded to whole milliseconds
     */
    record Agent(String agentType, long runs, BigDecimal costUsd, long totalTokens, long avgDurationMs) {}
}
