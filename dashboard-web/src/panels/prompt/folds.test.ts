import { describe, expect, it } from 'vitest';
import { dearest, siblings } from './folds';
import { spanRows } from './span-rows';
import { node, nodes, tree } from './tree-fixture';
import { turnRows } from './turn-rows';

it('rows know their place among those beside them', () => {
  const { rows } = turnRows(tree);
  const { position, size } = siblings(rows);
  expect([position[1], size[1], position[9], size[9]]).toEqual([1, 2, 2, 2]);
  expect([position[2], position[3], position[4], size[4]]).toEqual([1, 2, 3, 3]);
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
