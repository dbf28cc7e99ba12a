import { describe, expect, it } from 'vitest';
import { foldOthers, foldToAgents, foldTurns, OPEN, search, shownFor, visible, wayTo } from './folds';
import { agentsOf, place } from './nodes';
import { shares } from './rows';
import { spanRows } from './span-rows';
import { inExplore, node, nodes, tree } from './tree-fixture';
import { turnRows } from './turn-rows';

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
    expect(parts[9]).toBeCloseTo(1 / 7);
    expect(parts[3]).toBe(0);
  });
  it('are searched', () => expect(search(rows, ' READ ').map((at) => rows[at]?.label)).toEqual(['Turn 1', 'Read']));
});

describe('odd trees', () => {
  it('agents whose ids begin alike are told apart', () => {
    const named = (...ids: string[]) =>
      agentsOf(ids.map((agentId, at) => node(1, 'llm_request', at, 1, { ...inExplore, agentId }))).list.map(
        (agent) => agent.shortId,
      );
    expect(named('ab12cd', 'cd34ef')).toEqual(['', 'ab12', 'cd34']);
    expect(named('a3980ae6', 'a3986c87', 'b1')).toEqual(['', 'a3980', 'a3986', 'b1']);
  });
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

it('spans are one row each', () => expect(spanRows(tree).rows).toHaveLength(nodes.length));
