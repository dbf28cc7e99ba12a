import { describe, expect, it } from 'vitest';
import { columnsOption, type ColumnsModel, steps, tooltip } from './columns';
import { barRows } from './rows';
import { heightOf } from './rows-picture';
import type { ChartTheme } from './theme';

const theme: ChartTheme = {
  text: '',
  text2: '',
  text3: '',
  line: '',
  lineStrong: '',
  surface: '',
  raised: '',
  warn: '',
  font: '',
  hue: (hue) => hue,
  pick: 'Tap again',
};

const model: ColumnsModel = {
  labels: ['a', 'b'],
  titles: ['a', 'b'],
  series: [{ name: 'cost', hue: 'c1', values: [0, 3] }],
  before: { name: 'before', values: [2, null] },
  forecast: null,
  format: String,
};

describe('columns', () => {
  it('draw nothing for nothing: no border that cuts the axis', () => {
    const { series } = columnsOption(model, theme) as { series: { data: unknown }[] };
    expect(series[0]?.data).toEqual([null, 3]);
  });
  it('have the steps of before from edge to edge, with gaps', () => {
    expect(steps([2, null])).toEqual([
      [0, 2],
      [1, 2],
      [1, null],
      [2, null],
    ]);
  });
});

it('the tooltip says how a column is picked, where it can be', () => {
  const picked: ColumnsModel = { ...model, spans: [['2026-11-09', '2026-11-09'], null] };
  expect(tooltip(picked, 0, theme)).toContain('Tap again to see this day alone');
  expect(tooltip(picked, 1, theme)).not.toContain('to see');
});

describe('bars of a picture', () => {
  const bar = { key: 'a', name: 'a', value: 10, share: 0.5 };
  it('are as long as on the page, today lighter, the mark of before on them', () => {
    expect(barRows([{ ...bar, full: 8, before: 20 }], String)).toEqual([
      {
        name: 'a',
        values: ['10', '50\u202f%'],
        bars: [
          { from: 0, to: 40, hue: 'c1' },
          { from: 40, to: 50, hue: 'c1', look: 'faint' },
        ],
        marks: [{ at: 100, sign: 'line' }],
      },
    ]);
  });
  it('have a rest without a bar', () =>
    expect(barRows([bar, { ...bar, key: 'r', rest: true }], String)[1]).not.toHaveProperty('bars'));
  it('are as high as their rows and heads', () =>
    expect(heightOf([{ head: 'Repo', rows: [{ name: 'a' }] }, { rows: [{ name: 'b' }] }])).toBe(28 + 2 * 26));
});
