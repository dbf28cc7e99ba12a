import { describe, expect, it } from 'vitest';
import { drawnBars } from './bars';
import { tickName, ticks, viewOf } from './time-axis';
import { node, tree } from './tree-fixture';
import { turnRows } from './turn-rows';

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
