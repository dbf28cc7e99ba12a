import { describe, expect, it } from 'vitest';
import { criticalPath, rowsOnPath, stairs } from './critical-path';
import { foldTurns, visible } from './folds';
import { place } from './nodes';
import { node, nodes, tree } from './tree-fixture';
import { turnRows } from './turn-rows';

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
