import type { SubagentStats } from '@/lib/api/panels';
import type { RollupRow } from '@/lib/api/rollups';
import { ratio, sumOf } from '@/lib/stats';

export interface RepoAgents {
  repo: string;
  cost: number;
  /** Of the repo's own cost; null when that is unknown. */
  share: number | null;
  shareBefore: number | null;
}

export interface AgentsModel {
  cost: number;
  share: number | null;
  runs: number;
  repos: RepoAgents[];
}

const MOST = 5;

export function shapeAgents(
  now: SubagentStats,
  before: SubagentStats,
  repos: readonly RollupRow[],
  reposBefore: readonly RollupRow[],
): AgentsModel {
  const costs = new Map(repos.map((row) => [row.repo, row.costUsd]));
  const costsBefore = new Map(reposBefore.map((row) => [row.repo, row.costUsd]));
  const agentsBefore = new Map(before.repos.map((repo) => [repo.repo, repo.subagentCostUsd]));
  const cost = sumOf(now.repos, (repo) => repo.subagentCostUsd);
  return {
    cost,
    share: ratio(
      cost,
      sumOf(repos, (row) => row.costUsd),
    ),
    runs: sumOf(now.agents, (agent) => agent.runs),
    repos: now.repos
      .filter((repo) => repo.subagents > 0)
      .sort((a, b) => b.subagentCostUsd - a.subagentCostUsd)
      .slice(0, MOST)
      .map((repo) => ({
        repo: repo.repo,
        cost: repo.subagentCostUsd,
        share: ratio(repo.subagentCostUsd, costs.get(repo.repo) ?? 0),
        shareBefore: ratio(agentsBefore.get(repo.repo) ?? 0, costsBefore.get(repo.repo) ?? 0),
      })),
  };
}
