import { describe, expect, it } from 'vitest';
import { nextLookMs, type SpanNode } from './api';
import { carried } from './carried';
import { foldToAgents, foldTurns, OPEN, visible } from './folds';
import { spanRows } from './span-rows';
import { rowOf, wordOf } from './span-word';
import { inExplore, node, nodes, tree } from './tree-fixture';
import { turnRows } from './turn-rows';

it('every row has a name in the address that leads back to it', () => {
  for (const model of [turnRows(tree), spanRows(tree)]) {
    model.rows.forEach((_, at) => expect(rowOf(model, wordOf(model, at)), `row ${at}`).toBe(at));
    expect(['', 'turn-', 'turn-none', 'none'].map((word) => rowOf(model, word))).toEqual([-1, -1, -1, -1]);
  }
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
