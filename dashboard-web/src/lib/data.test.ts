import { describe, expect, it } from 'vitest';
import { tableOf, toCsv } from './csv';
import { ago, countDays, daysBetween, endOfMonth, isDay } from './days';
import { families } from './groups';
import { isNamed } from './names';
import { modelHues } from './palette';
import { median, niceStep, topAndRest, trailingMean, wholeMicros } from './stats';

describe('csv', () => {
  it('quotes, keeps numbers as they are, and disarms formulas', () => {
    expect(
      toCsv({
        name: 'x',
        columns: ['a', 'b'],
        rows: [
          ['x,"y"', 0.1],
          ['=1+1', null],
          ['ü', -2],
        ],
      }),
    ).toBe('a,b\r\n"x,""y""",0.1\r\n\'=1+1,\r\nü,-2\r\n');
  });
});

it('a table is read from rows, a column by its name', () =>
  expect(tableOf('x', [{ a: 1, b: null }], { first: (row) => row.a, second: (row) => row.b })).toEqual({
    name: 'x',
    columns: ['first', 'second'],
    rows: [[1, null]],
  }));

it('money keeps its six decimals and no more', () => expect(wholeMicros(128.224216 - 137.149564)).toBe(-8.925348));

describe('days', () => {
  it('knows the calendar', () => {
    expect([isDay('2026-02-29'), isDay('2028-02-29'), isDay('2026-1-1'), isDay(7)]).toEqual([
      false,
      true,
      false,
      false,
    ]);
    expect(countDays('2026-10-27', '2026-11-23')).toBe(28);
    expect(daysBetween('2026-12-31', '2027-01-01')).toEqual(['2026-12-31', '2027-01-01']);
    expect(endOfMonth('2028-02-03')).toBe('2028-02-29');
  });
  it('says how long ago, never in the future', () => {
    expect(ago(1000, 0)).toBe('0\u202fs ago');
    expect(ago(0, 43 * 60_000)).toBe('43\u202fmin ago');
  });
});

it('what names none is told from names, by what is named', () => {
  const named = (dimension: Parameters<typeof isNamed>[0], ...values: string[]) =>
    values.filter((value) => isNamed(dimension, value));
  expect(named('user', '', 'unknown', 'Unknown', 'other', 'unattributed', 'mira@x')).toEqual([
    'unattributed',
    'mira@x',
  ]);
  expect(named('repo', '', 'unattributed', 'other', 'acme/other', 'unknown')).toEqual(['acme/other', 'unknown']);
  expect(named('model', '', 'other', 'claude-opus-4-8')).toEqual(['claude-opus-4-8']);
});

it('models of a family add up, and what names none stays by itself', () =>
  expect(
    families([
      { key: 'claude-sonnet-5', now: 442, before: 0 },
      { key: 'gpt-9', now: 50, before: 50 },
      { key: 'claude-sonnet-4-5', now: 10, before: 410 },
      { key: '', now: 1, before: 2 },
    ]),
  ).toEqual([
    { key: 'Sonnet', now: 452, before: 410 },
    { key: 'gpt-9', now: 50, before: 50 },
    { key: '', now: 1, before: 2 },
  ]));

describe('numbers', () => {
  it('takes the middle', () => expect([median([]), median([3, 1, 2]), median([4, 1])]).toEqual([null, 2, 2.5]));
  it('smooths with what there is', () => expect(trailingMean([2, 4, 6], 2)).toEqual([2, 3, 5]));
  it('never makes a rest of one', () => expect(topAndRest([1, 2, 3], 2).rest).toEqual([]));
  it('finds readable steps', () => expect([niceStep(380), niceStep(0), niceStep(1.2)]).toEqual([100, 1, 0.5]));
});

describe('colours', () => {
  it('are fixed for a model whatever else is there', () => {
    const hues = modelHues(['claude-haiku-4-5', 'claude-opus-4-8', 'claude-opus-4-1', 'claude-sonnet-5', 'other']);
    expect(Object.fromEntries(hues)).toEqual({
      'claude-opus-4-8': 'c1',
      'claude-sonnet-5': 'c3',
      'claude-haiku-4-5': 'c2',
      'claude-opus-4-1': 'c5',
      other: 'c6',
    });
  });
});
