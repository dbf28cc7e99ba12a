import { describe, expect, it } from 'vitest';
import { type SpanTree } from './api';
import { describe as detailsOf } from './describe';
import { spanRows } from './span-rows';
import { lineOf, moneyParts, pictureOf, timeParts } from './split-parts';
import { knowsWaits, moneyByAgent, timeSplit, tokensByKind } from './summary';
import { costsWithBelow, mishaps, modelsUsed, tellPrompt } from './told';
import { inExplore, node, nodes, tree } from './tree-fixture';
import { turnRows } from './turn-rows';

describe('the summary', () => {
  it('counts each moment once, and adds up to the whole', () => {
    expect(timeSplit(tree)).toEqual({ modelMs: 65, toolMs: 15, waitMs: 20, restMs: 0 });
  });
  it('splits money by agent, nothing left over', () => {
    expect(moneyByAgent(tree).map((part) => [part.name, part.costUsd])).toEqual([
      ['Main agent', 2],
      ['Explore', 6],
    ]);
  });
  it('gives a kind the hue of its agent in the tree, and none when it has several', () => {
    const hues = (...ids: string[]) =>
      moneyByAgent({
        ...tree,
        nodes: [...nodes, ...ids.map((agentId, at) => node(1, 'llm_request', 90 + at, 1, { ...inExplore, agentId }))],
      }).map((part) => [part.name, part.hue]);
    expect(hues()).toEqual([
      ['Main agent', 'c1'],
      ['Explore', turnRows(tree).agents[1]?.hue],
    ]);
    expect(hues('cd34')).toEqual([
      ['Main agent', 'c1'],
      ['Explore × 2', 'c8'],
    ]);
  });
  it('does not claim to know of waiting what events alone cannot tell', () => {
    const events = { ...tree, source: 'events', nodes: nodes.filter((each) => each.kind !== 'waiting') };
    expect([knowsWaits(tree), knowsWaits(events), knowsWaits({ ...events, source: 'spans' })]).toEqual([
      true,
      false,
      true,
    ]);
    expect(tellPrompt(events).cause.at(-1)).toContain('no traces came for this prompt');
  });
  it('shows what the tree does not explain', () => {
    const short = moneyByAgent({ ...tree, totals: { ...tree.totals, costUsd: 10 } });
    expect(short.at(-1)).toMatchObject({ name: 'not in the tree', costUsd: 2 });
  });
  it('of a part says so, and not who most of it was', () => {
    const part = { ...tree, truncated: true, totals: { ...tree.totals, costUsd: 80 } };
    expect(tellPrompt(part).headline).toBe('$80.00 in 100\u202fms.');
    expect(tellPrompt(part).cause.at(-1)).toBe(
      'The first 12 of its spans are shown, and counted here; cost and tokens are those of all. ',
    );
    expect(tellPrompt({ ...part, source: 'events' }).cause.at(-1)).toContain('Its first steps are shown');
    expect(tellPrompt(tree).cause.join('')).not.toContain('shown');
  });
  it('names the subagent that was most of it, with what it started itself', () => {
    expect(tellPrompt(tree).headline).toBe('$8.00 in 100\u202fms. One Explore subagent on Opus was 75\u202f% of it.');
    const inner = { agentId: 'cd34', agentType: 'Plan', agentDepth: 2 };
    const nested = (own: number, below: number): SpanTree => ({
      ...tree,
      totals: { ...tree.totals, costUsd: 10, subagents: 2 },
      nodes: [
        node(0, 'interaction', 0, 100),
        node(1, 'llm_request', 0, 10, { costUsd: 10 - own - below }),
        node(1, 'tool', 10, 40, { tool: 'Agent' }),
        node(2, 'execution', 10, 40),
        node(3, 'llm_request', 10, 10, { ...inExplore, costUsd: own }),
        node(3, 'tool', 20, 20, { ...inExplore, tool: 'Agent' }),
        node(4, 'execution', 20, 20, inExplore),
        node(5, 'llm_request', 20, 20, { ...inner, costUsd: below }),
        node(1, 'llm_request', 60, 10, { costUsd: 0 }),
      ],
    });
    const said = (own: number, below: number) => tellPrompt(nested(own, below)).headline.replace(/^.*ms\./, '');
    expect(costsWithBelow(nested(4, 2.5))).toEqual([10, 6.5, 2.5]);
    expect(said(4, 2.5)).toBe(' One Explore subagent on Opus, with those that it started, was 65\u202f% of it.');
    expect(said(1, 7)).toBe(' One Plan subagent on Opus was 70\u202f% of it.');
    expect(said(1, 1)).toBe(' The main agent was 80\u202f% of it.');
    expect(said(3, 2)).toBe(' It is spread over the main agent and 2 subagents.');
  });
  it('tells of model requests that failed, and counts a call that was rejected as none', () => {
    const hit: SpanTree = {
      ...tree,
      nodes: [
        node(0, 'interaction', 0, 100),
        node(1, 'llm_request', 0, 10, { status: 'error' }),
        node(1, 'tool', 10, 5, { tool: 'Bash' }),
        node(1, 'tool', 20, 5, { tool: 'Bash', status: 'error' }),
        node(1, 'tool', 30, 5, { tool: 'Bash', status: 'rejected' }),
      ],
    };
    expect(mishaps(hit)).toEqual({ failed: 1, rejected: 1, requests: 1 });
    expect(tellPrompt(hit).cause).toContain('1 model request failed. ');
    expect(detailsOf(spanRows(hit), 0).tools).toEqual([{ name: 'Bash', called: 2, failed: 1, rejected: 1 }]);
  });
  it('says how long it stood still as the split of the time does, and mostly for what', () => {
    const slow = {
      ...tree,
      nodes: nodes.map((each) => ({ ...each, startMs: each.startMs * 100, durationMs: each.durationMs * 100 })),
      durationMs: 10_000,
      totals: { ...tree.totals, blockedMs: 2100 },
    };
    const cause = (of: SpanTree) =>
      tellPrompt(of)
        .cause.map((part) => (typeof part === 'string' ? part : part.b))
        .join('');
    expect(cause(slow)).toContain('It stood still for 2.0\u202fs while 1 tool waited for a person. ');
    const edit = [
      node(1, 'tool', 10_000, 1000, { tool: 'Edit' }),
      node(2, 'waiting', 10_000, 500, { decisionSource: 'user_temporary' }),
    ];
    expect(cause({ ...slow, nodes: [...slow.nodes, ...edit] })).toContain('waited for a person, mostly Bash. ');
  });
  it('tells models and kinds of tokens', () => {
    expect(modelsUsed(tree)).toBe('4\u00a0opus');
    expect(tokensByKind(tree).map((part) => [part.name, part.tokens])).toEqual([
      ['Cache read', 32],
      ['Input', 4],
      ['Output', 4],
    ]);
  });
  it('has what each turn of an agent cost', () => {
    expect(detailsOf(turnRows(tree), 0).turns).toEqual([7, 1]);
    expect(detailsOf(turnRows(tree), 4).turns).toEqual([3, 3]);
    expect(detailsOf(spanRows(tree), 0).turns).toEqual([]);
  });
});

describe('where time and money went, as files', () => {
  it('has the time by part, each moment once', () => {
    const { table } = timeParts(tree);
    expect(table.name).toBe('prompt-p-time');
    expect(table.rows).toEqual([
      ['Model', 65],
      ['Tools', 15],
      ['Waiting for u', 20],
    ]);
    expect(lineOf(tree)).toBe('Prompt p · 18 Nov 14:02, UTC');
  });
  it('has the cost by what was chosen', () => {
    expect(moneyParts(tree, 'agent').table).toEqual({
      name: 'prompt-p-cost-by-agent',
      columns: ['agent', 'cost_usd'],
      rows: [
        ['Main agent', 2],
        ['Explore', 6],
      ],
    });
    expect(moneyParts(tree, 'model').table.rows).toEqual([['opus-4-8', 8]]);
    expect(moneyParts(tree, 'token').table.rows[0]).toEqual(['Cache read', 32]);
  });
  it('is drawn part after part, as the bar on the page', () => {
    const [section] = pictureOf(timeParts({ ...tree, durationMs: 200 }));
    expect(section?.rows.map((row) => row.bars)).toEqual([
      [{ from: 0, to: 32.5, hue: 'c8', look: undefined }],
      [{ from: 32.5, to: 40, hue: 'c8', look: 'faint' }],
      [{ from: 40, to: 50, hue: 'c8', look: 'hatch' }],
      [],
    ]);
  });
});
