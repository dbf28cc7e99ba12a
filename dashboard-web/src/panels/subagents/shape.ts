import { barRows, type Section } from '@/charts/rows';
import type { SubagentStats } from '@/lib/api/panels';
import type { RollupRow } from '@/lib/api/rollups';
import type { DataTable } from '@/lib/csv';
import { count, duration, percentOfWhole, plural, repoName, usd, usdLike } from '@/lib/format';
import { ratio, sumOf } from '@/lib/stats';
import { type Bar, REST } from '@/ui/BarList';

type RepoStats = SubagentStats['repos'][number];

export interface RepoAgents {
  stats: RepoStats;
  /** Of the repo's own cost; null when that is unknown. */
  share: number | null;
  shareBefore: number | null;
}

export interface AgentsModel {
  cost: number;
  share: number | null;
  runs: number;
  /** The dearest, at most five. */
  repos: RepoAgents[];
  /** The others that had subagents. */
  rest: { repos: number; costUsd: number };
  all: SubagentStats;
}

const MOST = 5;
const MOST_KINDS = 5;

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
  const used = now.repos.filter((repo) => repo.subagents > 0).sort((a, b) => b.subagentCostUsd - a.subagentCostUsd);
  const others = used.slice(MOST);
  return {
    cost,
    share: ratio(
      cost,
      sumOf(repos, (row) => row.costUsd),
    ),
    runs: sumOf(now.agents, (agent) => agent.runs),
    repos: used.slice(0, MOST).map((stats) => ({
      stats,
      share: ratio(stats.subagentCostUsd, costs.get(stats.repo) ?? 0),
      shareBefore: ratio(agentsBefore.get(stats.repo) ?? 0, costsBefore.get(stats.repo) ?? 0),
    })),
    rest: { repos: others.length, costUsd: sumOf(others, (repo) => repo.subagentCostUsd) },
    all: now,
  };
}

/** 15 % of prompts · 2.1 by one agent, up to 4 · 1.3 deep, up to 2 */
export function usageOf(repo: RepoStats): string {
  const mean = (value: number) => value.toFixed(1).replace(/\.0$/, '');
  const part = (value: number, what: string, most: number) =>
    `${mean(value)} ${what}${most > value ? `, up to ${count(most)}` : ''}`;
  return [
    `${percentOfWhole(ratio(repo.promptsWithSubagents, repo.prompts))} of prompts`,
    part(repo.avgFanout, 'by one agent', repo.maxFanout),
    part(repo.avgDepth, 'deep', repo.maxDepth),
  ].join(' · ');
}

export function barsOf({ repos, rest }: AgentsModel): Bar[] {
  const write = usdLike(Math.max(...repos.map((repo) => repo.stats.subagentCostUsd), 0));
  const bars = repos.map(({ stats, share, shareBefore }) => ({
    key: stats.repo,
    name: repoName(stats.repo),
    title: stats.repo,
    note: usageOf(stats),
    value: share ?? 0,
    text: write(stats.subagentCostUsd),
    share,
    before: shareBefore ?? 0,
  }));
  if (rest.repos === 0) return bars;
  const name = plural(rest.repos, 'more repo');
  return [...bars, { key: REST, name, value: 0, text: write(rest.costUsd), share: null, rest: true }];
}

export function kindsOf({ all }: AgentsModel) {
  return {
    rows: all.agents.slice(0, MOST_KINDS).map((agent) => ({
      ...agent,
      name: agent.agentType === '' ? 'unnamed' : agent.agentType,
      costEach: ratio(agent.costUsd, agent.runs) ?? 0,
      tokensEach: ratio(agent.totalTokens, agent.runs) ?? 0,
    })),
    more: Math.max(0, all.agents.length - MOST_KINDS),
    write: usdLike(all.agents[0]?.costUsd ?? 0),
  };
}

export function pictureOf(model: AgentsModel): Section[] {
  const { rows, write } = kindsOf(model);
  return [
    { head: 'Share of each repo’s cost', rows: barRows(barsOf(model), usd, 1) },
    {
      head: 'Kind of agent: runs, mean time, cost',
      rows: rows.map((kind) => ({
        name: kind.name,
        values: [count(kind.runs), duration(kind.avgDurationMs), write(kind.costUsd)],
      })),
    },
  ];
}

export const agentTables = ({ all }: AgentsModel): DataTable[] => [
  {
    name: 'subagents',
    columns: [
      'repo',
      'prompts',
      'prompts_with_subagents',
      'subagents',
      'max_depth',
      'avg_depth',
      'max_fanout',
      'avg_fanout',
      'subagent_cost_usd',
    ],
    rows: all.repos.map((repo) => [
      repo.repo,
      repo.prompts,
      repo.promptsWithSubagents,
      repo.subagents,
      repo.maxDepth,
      repo.avgDepth,
      repo.maxFanout,
      repo.avgFanout,
      repo.subagentCostUsd,
    ]),
  },
  {
    name: 'subagents-by-kind',
    columns: ['agent_type', 'runs', 'cost_usd', 'total_tokens', 'avg_duration_ms'],
    rows: all.agents.map((kind) => [kind.agentType, kind.runs, kind.costUsd, kind.totalTokens, kind.avgDurationMs]),
  },
];
