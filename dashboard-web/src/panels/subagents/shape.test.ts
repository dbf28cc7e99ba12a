import { describe, expect, it } from 'vitest';
import { rollup } from '@/lib/fixtures';
import { agentTables, barsOf, kindsOf, shapeAgents, usageOf } from './shape';

const repo = {
  repo: 'acme/api',
  prompts: 80,
  promptsWithSubagents: 12,
  subagents: 30,
  maxDepth: 2,
  avgDepth: 1.3,
  maxFanout: 4,
  avgFanout: 2.04,
  subagentCostUsd: 25,
};
const kind = { agentType: 'Explore', runs: 10, costUsd: 20, totalTokens: 5_000_000, avgDurationMs: 74_000 };
const stats = { repos: [repo], agents: [kind, { ...kind, agentType: '', runs: 0, costUsd: 0, totalTokens: 0 }] };
const before = { repos: [{ ...repo, subagentCostUsd: 4 }], agents: [] };
const model = shapeAgents(
  stats,
  before,
  [rollup({ repo: 'acme/api', costUsd: 100 })],
  [rollup({ repo: 'acme/api', costUsd: 40 })],
);

describe('subagents', () => {
  it('are a share of what their repo cost, now and before', () => {
    expect(model).toMatchObject({ cost: 25, share: 0.25, runs: 10 });
    expect(barsOf(model)[0]).toMatchObject({ name: 'api', value: 0.25, before: 0.1, text: '$25.00' });
  });
  it('say in how many prompts, how many at once and how deep', () => {
    expect(usageOf(repo)).toBe('15\u202f% of prompts · 2 by one agent, up to 4 · 1.3 deep, up to 2');
    expect(usageOf({ ...repo, avgFanout: 1, maxFanout: 1, avgDepth: 1, maxDepth: 1 })).toBe(
      '15\u202f% of prompts · 1 by one agent · 1 deep',
    );
  });
  it('of more repos than are shown are one row, with their cost', () => {
    const repos = Array.from({ length: 8 }, (_, at) => ({ ...repo, repo: `acme/${at}`, subagentCostUsd: 8 - at }));
    const many = shapeAgents({ repos, agents: [] }, { repos: [], agents: [] }, [], []);
    expect(barsOf(many)).toHaveLength(6);
    expect(barsOf(many).at(-1)).toMatchObject({ name: '3 more repos', text: '$6.00', rest: true });
    expect(barsOf(model).some((bar) => bar.rest)).toBe(false);
  });
  it('of a kind have their time, tokens and cost of a run', () => {
    const [explore, unnamed] = kindsOf(model).rows;
    expect(explore).toMatchObject({ name: 'Explore', tokensEach: 500_000, costEach: 2, avgDurationMs: 74_000 });
    expect(unnamed).toMatchObject({ name: 'unnamed', tokensEach: 0, costEach: 0 });
  });
  it('are exported by repo and by kind', () => {
    const [repos, kinds] = agentTables(model);
    expect(repos?.rows[0]).toEqual(['acme/api', 80, 12, 30, 2, 1.3, 4, 2.04, 25]);
    expect(kinds?.rows[0]).toEqual(['Explore', 10, 20, 5_000_000, 74_000]);
  });
});
