import { describe, expect, it } from 'vitest';
import { daysBetween } from '@/lib/days';
import { sum } from '@/lib/stats';
import type { CostTrend } from './api';
import { forecastScope } from './api';
import { costTables, forecastDays, shapeCost } from './shape';

const TODAY = '2026-11-23';
const trend = (from: string, to: string, each = 10, forecast = 300): CostTrend => {
  const days = daysBetween(from, to).map((day) => ({ day, costUsd: each }));
  return {
    days,
    totalUsd: days.length * each,
    previousTotalUsd: 0,
    weeklyRunRateUsd: 70,
    monthEndForecastUsd: forecast,
    byModel: [],
  };
};
const scope = { from: '2026-10-27', to: TODAY, filters: {} };
const shape = (fields: object = {}) =>
  shapeCost({
    trend: trend(scope.from, TODAY),
    before: trend('2026-09-29', '2026-10-26', 5),
    month: trend(scope.from, TODAY),
    series: {
      step: 'day',
      starts: daysBetween(scope.from, TODAY),
      series: [
        { key: 'claude-sonnet-5', costUsd: [...Array(27).fill(0), 3] },
        { key: 'claude-opus-4-8', costUsd: [7, ...Array(27).fill(0)] },
      ],
    },
    by: 'model',
    scope,
    today: TODAY,
    ...fields,
  });

describe('cost per day', () => {
  it('stacks by model in fixed colours, largest first', () => {
    expect(shape().legend).toEqual([
      { name: 'opus-4-8', hue: 'c1', total: 7 },
      { name: 'sonnet-5', hue: 'c3', total: 3 },
    ]);
  });
  it('goes on to the end of the month with the forecast, as a gap in the facts', () => {
    const model = shape();
    expect(model.labels).toHaveLength(28 + 7);
    expect(model.labels[27]).toBe('Today');
    expect(model.series[0]?.values.slice(28)).toEqual(Array(7).fill(null));
    expect(model.forecast?.slice(28)).toEqual(Array(7).fill(10));
  });
  it('forecasts weekends as they were, and the whole as the API says', () => {
    const days = daysBetween(scope.from, TODAY).map((day) => ({
      day,
      costUsd: [0, 6].includes(new Date(day).getUTCDay()) ? 0 : 14,
    }));
    const ahead = forecastDays({ ...trend(scope.from, TODAY), days, monthEndForecastUsd: 300 }, TODAY);
    expect(ahead.filter((cost) => cost === 0)).toHaveLength(2);
    const soFar = days.filter(({ day }) => day >= '2026-11-01').reduce((all, { costUsd }) => all + costUsd, 0);
    expect(ahead.reduce((all, cost) => all + cost, soFar)).toBeCloseTo(300, 6);
  });
  it('forecasts nothing from two days of use', () => {
    const two = daysBetween(scope.from, TODAY).map((day) => ({ day, costUsd: day >= '2026-11-21' ? 5 : 0 }));
    expect(forecastDays({ ...trend(scope.from, TODAY), days: two }, TODAY)).toEqual([]);
  });
  it('forecasts nothing of a team that is younger than what the mean is of', () => {
    const since = (first: string) =>
      daysBetween(scope.from, TODAY).map((day) => ({ day, costUsd: day >= first ? 100 : 0 }));
    const ahead = (first: string) =>
      forecastDays({ ...trend(scope.from, TODAY, 0, 5000), days: since(first) }, TODAY).length;
    expect([ahead('2026-11-18'), ahead('2026-11-10'), ahead('2026-11-09')]).toEqual([0, 0, 7]);
    const young = { ...trend(scope.from, TODAY), days: since('2026-11-18') };
    expect(shape({ month: young }).forecast).toBeNull();
  });
  it('puts the period before under the same place', () => {
    const { before } = shape();
    expect(before?.name).toBe('4 weeks before');
    expect(before?.values.slice(0, 28)).toEqual(Array(28).fill(5));
  });
  it('has no forecast for days that are over, nor one that is more than the facts', () => {
    expect(shape({ scope: { ...scope, to: '2026-11-22' } }).forecast).toBeNull();
    const week = { ...scope, from: '2026-11-17' };
    expect(shape({ scope: week, trend: trend(week.from, TODAY) }).forecast?.slice(7)).toEqual(Array(7).fill(10));
    const days = { ...scope, from: '2026-11-18' };
    expect(shape({ scope: days, trend: trend(days.from, TODAY) }).forecast).toBeNull();
  });
  it('forecasts from the month so far and from four of each weekday, whatever the range', () => {
    expect(forecastScope({ ...scope, from: '2026-11-17' }, TODAY)).toEqual({ ...scope, from: '2026-10-27' });
    expect(forecastScope({ ...scope, from: '2026-11-29', to: '2026-11-30' }, '2026-11-30')?.from).toBe('2026-11-01');
    expect(forecastScope({ ...scope, from: '2026-01-01' }, TODAY)?.from).toBe('2026-01-01');
    expect(forecastScope({ ...scope, to: '2026-11-22' }, TODAY)).toBeNull();
  });
  it('draws weeks when days would be hairs, and loses nothing', () => {
    const long = { from: '2025-11-25', to: TODAY, filters: {} };
    const starts = daysBetween(long.from, TODAY).filter((_, index) => index % 7 === 0);
    const model = shape({
      scope: long,
      series: { step: 'week', starts, series: [{ key: 'm', costUsd: starts.map(() => 7) }] },
      trend: trend(long.from, TODAY, 1),
      before: trend('2024-11-26', '2025-11-24', 1),
    });
    expect(model.weekly).toBe(true);
    expect(model.labels).toHaveLength(52);
    expect(sum(model.series[0]?.values.map(Number) ?? [])).toBe(364);
    expect(sum(model.before?.values.map(Number) ?? [])).toBe(364);
  });
  it('makes the eighth and later ones "others"', () => {
    const repos = Array.from({ length: 12 }, (_, at) => ({ key: `r${at}`, costUsd: [12 - at] }));
    const { legend } = shape({ series: { step: 'day', starts: [TODAY], series: repos }, by: 'repo' });
    expect(legend).toHaveLength(7);
    expect(legend.at(-1)).toEqual({ name: '6 others', hue: 'c8', total: 21 });
  });
});

describe('the tables of cost', () => {
  const input = (by: 'model' | 'total', range = scope) => ({
    trend: trend(range.from, range.to),
    before: trend('2026-09-29', '2026-10-26', 5),
    month: trend(scope.from, TODAY),
    series: { step: 'day' as const, starts: [TODAY], series: [{ key: 'claude-sonnet-5', costUsd: [3] }] },
    by,
    scope: range,
    today: TODAY,
  });
  it('have what is drawn, the days before, the forecast and what they come to', () => {
    const [split, days, outlook] = costTables(input('model'));
    expect(split?.rows).toEqual([[TODAY, 'claude-sonnet-5', 3]]);
    expect(days?.rows[0]).toEqual(['2026-10-27', 10, '2026-09-29', 5, null]);
    expect(days?.rows.slice(28).map((row) => row[4])).toEqual(Array(7).fill(10));
    expect(outlook?.rows).toEqual([
      ['cost', 280],
      ['last_7_full_days', 70],
      ['month_end_forecast', 300],
    ]);
    expect(costTables(input('total')).map((table) => table.name)).toEqual(['cost-per-day', 'cost-outlook']);
  });
  it('have no zeros for days before of which nothing is known', () => {
    const first = { ...input('total'), before: trend('2026-09-29', '2026-10-26', 0) };
    expect(costTables(first)[0]?.rows[0]).toEqual(['2026-10-27', 10, null, null, null]);
  });
  it('compare today alone with nothing', () => {
    const alone = input('total', { ...scope, from: TODAY });
    expect(costTables(alone)[0]?.rows[0]).toEqual([TODAY, 10, null, null, null]);
    expect(shapeCost(alone).before).toBeNull();
  });
});

describe('a click on a column', () => {
  it('narrows to its day, and on what is ahead does nothing', () => {
    const { spans } = shape();
    expect(spans?.[0]).toEqual(['2026-10-27', '2026-10-27']);
    expect(spans?.slice(27)).toEqual([[TODAY, TODAY], ...Array<null>(7).fill(null)]);
  });
  it('narrows to its week, the first as short as it is', () => {
    const long = { from: '2026-08-01', to: TODAY, filters: {} };
    const starts = ['2026-08-01', '2026-08-04'];
    const { spans } = shape({
      scope: long,
      series: { step: 'week', starts, series: [] },
      trend: trend(long.from, TODAY),
    });
    expect(spans?.[0]).toEqual(['2026-08-01', '2026-08-03']);
    expect(spans?.at(-1)).toEqual(['2026-11-17', TODAY]);
  });
  it('of the only day does nothing', () =>
    expect(shape({ scope: { ...scope, from: TODAY }, trend: trend(TODAY, TODAY) }).spans).toBeUndefined());
});
