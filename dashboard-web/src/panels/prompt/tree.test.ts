import { describe, expect, it } from 'vitest';
import { nextLookMs, type SpanNode, type SpanTree } from './api';
import { drawnBars } from './bars';
import { carried } from './carried';
import { describe as detailsOf } from './describe';
import { criticalPath, rowsOnPath, stairs } from './critical-path';
import {
  dearest,
  foldOthers,
  foldToAgents,
  foldTurns,
  OPEN,
  search,
  shownFor,
  siblings,
  visible,
  wayTo,
} from './folds';
import { place } from './nodes';
import { shares } from './rows';
import { spanRows } from './span-rows';
import { rowOf, wordOf } from './span-word';
import { lineOf, moneyParts, pictureOf, timeParts } from './split-parts';
import { knowsWaits, moneyByAgent, timeSplit, tokensByKind } from './summary';
import { tickName, ticks, viewOf } from './time-axis';
import { costsWithBelow, mishaps, modelsUsed, tellPrompt } from './told';
import { turnRows } from './turn-rows';

const node = (
  depth: number,
  kind: string,
  startMs: number,
  durationMs: number,
  fields: Partial<SpanNode> = {},
): SpanNode => ({
  spanId: `${kind}${startMs}`,
  parentSpanId: null,
  depth,
  name: kind,
  kind,
  label: fields.tool ?? kind,
  model: kind === 'llm_request' ? 'claude-opus-4-8' : null,
  tool: null,
  agentId: null,
  agentType: null,
  agentDepth: 0,
  startMs,
  durationMs,
  status: 'ok',
  decision: null,
  decisionSource: null,
  costUsd: kind === 'llm_request' ? 1 : null,
  tokens: kind === 'llm_request' ? { input: 1, output: 1, cacheRead: 8, cacheCreation: 0 } : null,
  ...fields,
});
const inExplore = { agentId: 'ab12', agentType: 'Explore', agentDepth: 1 };

/** Two turns; in the first a Bash that waited, and a subagent of two turns. */
const nodes: SpanNode[] = [
  node(0, 'interaction', 0, 100),
  node(1, 'llm_request', 0, 10),
  node(1, 'tool', 10, 30, { tool: 'Bash' }),
  node(2, 'waiting', 10, 20, { decisionSource: 'user_temporary' }),
  node(2, 'execution', 30, 10),
  node(1, 'tool', 40, 40, { tool: 'Agent' }),
  node(2, 'execution', 40, 40),
  node(3, 'llm_request', 40, 15, { ...inExplore, costUsd: 3 }),
  node(3, 'tool', 55, 5, { ...inExplore, tool: 'Read' }),
  node(4, 'execution', 55, 5, inExplore),
  node(3, 'llm_request', 60, 20, { ...inExplore, costUsd: 3 }),
  node(1, 'llm_request', 80, 20),
];
const tree: SpanTree = {
  promptId: 'p',
  traceId: null,
  sessionId: 's',
  user: 'u',
  repo: 'r',
  startedAt: '2026-11-18T14:02:00Z',
  durationMs: 100,
  source: 'spans',
  truncated: false,
  totals: {
    costUsd: 8,
    inputTokens: 4,
    outputTokens: 4,
    cacheReadTokens: 32,
    cacheCreationTokens: 0,
    llmRequests: 4,
    toolCalls: 3,
    subagents: 1,
    maxDepth: 1,
    blockedMs: 20,
    orphans: 0,
  },
  nodes,
};
const labels = (rows: { label: string; sub: string; depth: number }[]) =>
  rows.map((row) => `${'  '.repeat(row.depth)}${row.label} ${row.sub}`.trimEnd());

describe('place', () => {
  it('finds parents and ends in one pass', () => {
    const { parent, end } = place(nodes);
    expect([...parent]).toEqual([-1, 0, 0, 2, 2, 0, 5, 6, 6, 8, 6, 0]);
    expect([end[0], end[2], end[5], end[11]]).toEqual([12, 5, 11, 12]);
  });
});

describe('turns', () => {
  const { rows } = turnRows(tree);
  it('group a request with its tools, and put a subagent in place of its tool', () => {
    expect(labels(rows)).toEqual([
      'Main agent',
      '  Turn 1 Bash, Agent',
      '    Model request opus-4-8',
      '    Bash',
      '    Explore ab12',
      '      Turn 1 Read',
      '        Model request opus-4-8',
      '        Read',
      '      Turn 2 answer',
      '  Turn 2 answer',
    ]);
  });
  it('add up to the total', () => {
    expect([rows[0]?.costUsd, rows[4]?.costUsd, rows[1]?.costUsd]).toEqual([8, 6, 7]);
    expect(rows[0]?.tokens).toBe(40);
    expect([rows[3]?.waitMs, rows[0]?.waitMs]).toEqual([20, 20]);
  });
  it('draw waiting and running apart', () => {
    expect(rows[3]?.bars.map((bar) => bar.kind)).toEqual(['wait', 'tool']);
  });
  it('fold by default unless an agent is inside', () => {
    expect(visible(rows, foldTurns(rows)).map((at) => rows[at]?.label)).toEqual([
      'Main agent',
      'Turn 1',
      'Model request',
      'Bash',
      'Explore',
      'Turn 1',
      'Turn 2',
      'Turn 2',
    ]);
  });
  it('fold to agents, and fold others', () => {
    expect(visible(rows, foldToAgents(rows)).map((at) => rows[at]?.label)).toEqual(['Main agent', 'Explore']);
    expect(visible(rows, foldOthers(rows, 5))).toEqual(rows.map((_, at) => at));
    expect(visible(rows, { ...OPEN, folded: new Set([0]) })).toEqual([0]);
  });
  it('folded to agents open one by one, and on the way to a step', () => {
    const agents = foldToAgents(rows);
    const shown = (folds: typeof agents) => visible(rows, folds).map((at) => rows[at]?.label);
    // A step is shown for by its agent; what hangs below it in its place.
    expect([0, 1, 3, 4, 7].map((at) => shownFor(rows, agents, at))).toEqual([0, 0, 0, 4, 4]);
    expect(shown(wayTo(rows, agents, 7))).toEqual([
      'Main agent',
      'Explore',
      'Turn 1',
      'Model request',
      'Read',
      'Turn 2',
    ]);
    expect(shown(wayTo(rows, agents, 3))).toEqual([
      'Main agent',
      'Turn 1',
      'Model request',
      'Bash',
      'Explore',
      'Turn 2',
    ]);
    expect(wayTo(rows, agents, 4)).toBe(agents);
  });
  it('are compared with the dearest of their kind on their level', () => {
    const parts = [...shares(rows)];
    expect([parts[0], parts[1], parts[4]]).toEqual([1, 1, 1]);
    expect(parts[9]).toBe(1);
    expect(parts[3]).toBe(0);
  });
  it('are searched', () => expect(search(rows, ' READ ').map((at) => rows[at]?.label)).toEqual(['Turn 1', 'Read']));
});

describe('odd trees', () => {
  it('an empty one has no rows', () => expect(turnRows({ ...tree, nodes: [] }).rows).toEqual([]));
  it('a very deep one is shown by spans', () => {
    const deep = Array.from({ length: 3000 }, (_, depth) => node(depth, 'tool', depth, 1));
    expect(turnRows({ ...tree, nodes: deep }).rows).toHaveLength(3000);
  });
  it('one from events shows agents that hang under the root', () => {
    const events = [
      node(0, 'synthetic', 0, 10),
      node(1, 'agent', 0, 5, inExplore),
      node(2, 'llm_request', 0, 5, inExplore),
    ];
    expect(labels(turnRows({ ...tree, source: 'events', nodes: events }).rows)).toEqual([
      'Main agent',
      '  Turn 1 answer',
      '    Explore ab12',
      '      Turn 1 answer',
    ]);
  });
  it('50,000 spans are rows like any other', () => {
    const many = [
      node(0, 'interaction', 0, 50_000),
      ...Array.from({ length: 49_999 }, (_, at) =>
        node(1, at % 4 === 0 ? 'llm_request' : 'tool', at, 1, { tool: 'Read' }),
      ),
    ];
    const { rows } = turnRows({ ...tree, nodes: many });
    const shown = visible(rows, foldTurns(rows));
    expect(rows.length).toBeGreaterThan(50_000);
    expect(shown.length).toBeLessThan(rows.length / 3);
  });
});

describe('the critical path', () => {
  it('is what the end waited for', () => {
    const path = criticalPath(nodes, place(nodes));
    expect([...path].sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
  });
  it('leaves out what ran beside', () => {
    const beside = [
      node(0, 'interaction', 0, 100),
      node(1, 'tool', 0, 100, { tool: 'long' }),
      node(1, 'tool', 0, 20, { tool: 'short' }),
    ];
    expect([...criticalPath(beside, place(beside))]).toEqual([0, 1]);
  });
});

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

it('spans are one row each', () => expect(spanRows(tree).rows).toHaveLength(nodes.length));

describe('bars of a row', () => {
  const { rows } = turnRows(tree);
  const view = { from: 0, to: 100 };
  it('are one span for an agent, a line over what is open, and all that ran for what is folded', () => {
    expect(drawnBars(rows, 0, false, view)).toEqual([{ look: 'span', agent: 0, left: 0, width: 100 }]);
    expect(drawnBars(rows, 1, false, view).map((bar) => bar.look)).toEqual(['group']);
    expect(drawnBars(rows, 5, true, view)).toEqual([
      { look: 'model', agent: 1, left: 40, width: 15 },
      { look: 'tool', agent: 1, left: 55, width: 5 },
    ]);
  });
  it('are one when nothing could be seen between them, and none outside of the view', () => {
    const many = [
      node(0, 'interaction', 0, 100_000),
      node(1, 'llm_request', 0, 10),
      ...Array.from({ length: 200 }, (_, at) => node(1, 'tool', 100 + at * 10, 9, { tool: 'Read' })),
    ];
    const turn = turnRows({ ...tree, nodes: many, durationMs: 100_000 }).rows;
    expect(drawnBars(turn, 1, true, { from: 0, to: 100_000 })).toHaveLength(2);
    expect(drawnBars(turn, 1, true, { from: 100, to: 200 }).length).toBeGreaterThan(9);
    expect(drawnBars(turn, 1, true, { from: 50_000, to: 60_000 })).toEqual([]);
  });
  it('reach to the end however many there are: then the grain is coarser', () => {
    const many = [
      node(0, 'interaction', 0, 1_000_000),
      node(1, 'llm_request', 0, 10),
      ...Array.from({ length: 2000 }, (_, at) =>
        node(1, 'tool', at * 500, at % 2 ? 100 : 300, { tool: 'Read', status: at % 7 ? 'ok' : 'error' }),
      ),
    ];
    const turn = turnRows({ ...tree, nodes: many, durationMs: 1_000_000 }).rows;
    const drawn = drawnBars(turn, 1, true, { from: 0, to: 1_000_000 });
    const last = drawn.at(-1);
    expect(drawn.length).toBeLessThanOrEqual(60);
    expect((last?.left ?? 0) + (last?.width ?? 0)).toBeCloseTo(99.96, 1);
    // Nothing is drawn twice, and what is far apart stays apart.
    expect(drawn.every((bar, at) => bar.left >= (drawn[at - 1]?.left ?? 0))).toBe(true);
    const apart = [0, 1, 2].map((at) => ({ ...many[2]!, startMs: at * 400_000, durationMs: 1000 }));
    const few = turnRows({ ...tree, nodes: [...many.slice(0, 2), ...apart], durationMs: 1_000_000 }).rows;
    expect(drawnBars(few, 1, true, { from: 0, to: 1_000_000 })).toHaveLength(4);
  });
});

describe('the axis', () => {
  it('has round moments, none at the right end', () => {
    expect(ticks({ from: 0, to: 100 })).toEqual([0, 25, 50, 75]);
    expect(ticks({ from: 0, to: 720_000 }).at(-1)).toBe(600_000);
    expect(ticks({ from: 0, to: 250_000 })).toEqual([0, 60_000, 120_000, 180_000]);
  });
  it('is written short where moments are whole', () => {
    const written = [0, 250, 5000, 60_000, 90_000, 600_000, 3_600_000, 5_400_000].map(tickName);
    expect(written).toEqual(
      ['0', '250 ms', '5 s', '1 min', '1 m 30 s', '10 min', '1 h', '90 min'].map((text) =>
        text.replace(/(\d) (?=[a-z])/g, '$1\u202f'),
      ),
    );
  });
  it('zooms to a row with a little around, inside of the whole, also for a row without length', () => {
    expect(viewOf({ startMs: 100, endMs: 200 }, 1000)).toEqual({ from: 95, to: 205 });
    expect(viewOf({ startMs: 0, endMs: 1000 }, 1000)).toEqual({ from: 0, to: 1000 });
    const none = viewOf({ startMs: 1000, endMs: 1000 }, 1000);
    expect(none.to).toBeGreaterThan(none.from);
    expect(viewOf({ startMs: 5000, endMs: 5001 }, 1000)).toEqual({ from: 0, to: 1000 });
  });
});

it('every row has a name in the address that leads back to it', () => {
  for (const model of [turnRows(tree), spanRows(tree)]) {
    model.rows.forEach((_, at) => expect(rowOf(model, wordOf(model, at)), `row ${at}`).toBe(at));
    expect(['', 'turn-', 'turn-none', 'none'].map((word) => rowOf(model, word))).toEqual([-1, -1, -1, -1]);
  }
});

it('rows know their place among those beside them', () => {
  const { rows } = turnRows(tree);
  const { position, size } = siblings(rows);
  expect([position[1], size[1], position[9], size[9]]).toEqual([1, 2, 2, 2]);
  expect([position[2], position[3], position[4], size[4]]).toEqual([1, 2, 3, 3]);
});

it('the steps of the critical path are those of rows that show their own time', () => {
  const { rows, placed } = turnRows(tree);
  const onPath = rowsOnPath(rows, criticalPath(nodes, placed));
  const folds = foldTurns(rows);
  const steps = stairs(rows, visible(rows, folds), folds.folded, onPath, 0, 8);
  expect(steps.map((step) => [step.startMs, step.place])).toEqual([
    [0, 2],
    [10, 3],
    [40, 5],
    [60, 6],
    [80, 7],
  ]);
});

describe('the dearest', () => {
  const labels = (rows: readonly { label: string }[], found: readonly number[]) => found.map((at) => rows[at]?.label);
  it('is a subagent with all below, whatever its place', () => {
    const inPlan = { agentId: 'cd34', agentType: 'Plan', agentDepth: 1, costUsd: 9 };
    const last = [
      node(1, 'tool', 90, 5, { tool: 'Agent' }),
      node(2, 'execution', 90, 5),
      node(3, 'llm_request', 90, 5, inPlan),
    ];
    const { rows } = turnRows({ ...tree, nodes: [...nodes, ...last] });
    expect(labels(rows, dearest(rows))).toEqual(['Plan', 'Explore']);
    expect(dearest(rows).map((at) => rows[at]?.costUsd)).toEqual([9, 6]);
  });
  it('is a turn where there is no subagent, an answer too; of spans a request', () => {
    const alone = { ...tree, nodes: [...nodes.slice(0, 5), node(1, 'llm_request', 80, 20, { costUsd: 4 })] };
    const { rows } = turnRows(alone);
    expect(labels(rows, dearest(rows))).toEqual(['Turn 2', 'Turn 1']);
    const spans = spanRows(alone).rows;
    expect(dearest(spans).map((at) => spans[at]?.costUsd)).toEqual([4, 1]);
  });
});

describe('a prompt that runs', () => {
  const ended = Date.parse(tree.startedAt) + tree.durationMs;
  it('is looked at again while its last step is young, a large one less often', () => {
    expect(nextLookMs(tree, ended + 119_000)).toBe(10_000);
    expect(nextLookMs({ ...tree, nodes: Array<SpanNode>(20_001).fill(node(1, 'tool', 0, 1)) }, ended)).toBe(50_000);
  });
  it('is over when nothing came for a while, or when its clock is far off', () => {
    expect(nextLookMs(tree, ended + 120_000)).toBe(false);
    expect(nextLookMs(tree, ended - 3_600_000)).toBe(false);
    expect(nextLookMs(undefined, ended)).toBe(false);
  });

  const early = nodes.slice(0, 11);
  // Its subagent called another tool, and after it the main agent does.
  const later = [
    ...nodes.slice(0, 10),
    node(3, 'tool', 56, 2, { ...inExplore, tool: 'Grep' }),
    ...nodes.slice(10),
    node(1, 'tool', 100, 5, { tool: 'Edit' }),
  ];
  const shownOf = ({ model, folds }: ReturnType<typeof carried>) =>
    visible(model.rows, folds).map((at) => `${model.rows[at]?.label} ${model.rows[at]?.sub}`.trimEnd());
  it('keeps what is open and chosen when more of it comes, and folds what is new', () => {
    const model = turnRows({ ...tree, nodes: early });
    const view = carried({ model, folds: OPEN, selected: 8 }, turnRows({ ...tree, nodes: later }), foldTurns);
    expect(shownOf(view)).toEqual([
      'Main agent',
      'Turn 1 Bash, Agent',
      'Model request opus-4-8',
      'Bash',
      'Explore ab12',
      'Turn 1 Read, Grep',
      'Model request opus-4-8',
      'Read',
      'Grep',
      'Turn 2 answer',
      'Turn 2 Edit',
    ]);
    expect(view.selected).toBe(9);
  });
  it('stays folded to agents, also where steps have no id', () => {
    const nameless = (all: readonly SpanNode[]) =>
      turnRows({ ...tree, nodes: all.map((each) => ({ ...each, spanId: null })) });
    const model = nameless(early);
    const view = carried({ model, folds: foldToAgents(model.rows), selected: 4 }, nameless(later), foldTurns);
    expect(shownOf(view)).toEqual(['Main agent', 'Explore ab12']);
    expect(view.selected).toBe(4);
  });
  it('lets go of a row that is no longer there', () => {
    const model = spanRows({ ...tree, nodes: later });
    const folds = { folded: new Set([10]), agentsOnly: new Set([10]) };
    const view = carried({ model, folds, selected: 10 }, spanRows({ ...tree, nodes: early }), () => OPEN);
    expect(view).toMatchObject({ selected: -1, folds: { folded: new Set(), agentsOnly: new Set() } });
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
