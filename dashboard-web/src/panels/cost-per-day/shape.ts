import type { ColumnsModel } from '@/charts/columns';
import type { Mark } from '@/charts/picture';
import type { CostSeries } from '@/lib/api/cost-series';
import type { DataTable } from '@/lib/csv';
import { addDays, countDays, daysBetween, endOfMonth, longDay, shortDay, startOfMonth, weekday } from '@/lib/days';
import { lengthName, type Scope } from '@/lib/filters';
import { usd, usdLike } from '@/lib/format';
import { nameOf } from '@/lib/names';
import { HUES, type Hue, modelHues } from '@/lib/palette';
import { mean, sum, wholeMicros } from '@/lib/stats';
import { type CostTrend, type SplitBy, stepOf } from './api';

const MOST_SERIES = 7;

export interface CostModel extends ColumnsModel {
  /** By cost, with what they add up to; the order is that of the stack. */
  legend: { name: string; hue: Hue; total: number }[];
  weekly: boolean;
}

export interface CostInput {
  trend: CostTrend;
  before: CostTrend;
  /** Of the month so far at least; it may begin before the range. */
  month: CostTrend;
  /** by day or week, as {@link stepOf} says; not looked at for the total */
  series: CostSeries;
  by: SplitBy;
  scope: Scope;
  today: string;
}

export function shapeCost({ trend, before, month, series: found, by, scope, today }: CostInput): CostModel {
  const days = daysBetween(scope.from, scope.to);
  const weekly = stepOf(scope) === 'week';
  const width = weekly ? 7 : 1;
  // Weeks end with the range, so that the last one is whole and a first part is left to itself.
  const lead = days.length % width;
  const slot = (day: string): number => {
    const index = countDays(scope.from, day) - 1;
    return index < lead ? 0 : Math.floor((index - lead) / width) + (lead > 0 ? 1 : 0);
  };
  const slots = Math.ceil(days.length / width);
  const empty = () => Array<number>(slots).fill(0);

  const lines = by === 'total' ? totalLine(trend) : found;
  const series = stack(lines, by, slot, empty);
  const beforeValues = empty();
  before.days.forEach((each, index) => {
    const day = days[index];
    if (day !== undefined) addTo(beforeValues, slot(day), each.costUsd);
  });
  const ahead = weekly ? [] : aheadOf(month, scope, today);

  const starts = Array.from(
    { length: slots },
    (_, index) => days[index === 0 ? 0 : lead + (index - (lead > 0 ? 1 : 0)) * width] ?? scope.from,
  );
  const aheadDays = ahead.map((_, index) => addDays(today, index + 1));
  const all = [...starts, ...aheadDays];
  const gap = ahead.map(() => null);
  const largest = Math.max(...trend.days.map((day) => day.costUsd), 0) * (weekly ? 5 : 1);
  return {
    labels: weekly ? monthLabels(starts) : all.map((day, index) => dayLabel(day, index, all, today)),
    titles: weekly
      ? starts.map((day) => `Week of ${shortDay(day)}`)
      : all.map((day) => (day === today ? `${longDay(day)}, so far` : longDay(day))),
    series: series.map((each) => ({ ...each, values: [...each.values, ...gap] })),
    // Of today alone nothing is over that could be compared.
    before:
      before.totalUsd > 0 && scope.from < today
        ? { name: `${lengthName(scope)} before`, values: [...beforeValues, ...gap] }
        : null,
    forecast: ahead.length > 0 ? [...starts.map(() => null), ...ahead] : null,
    spans: pickable(starts, aheadDays.length, scope),
    format: largest < 1 ? usdLike(largest) : largest < 4 ? usd : usdLike(Math.max(100, largest)),
    legend: series.map((each) => ({ name: each.name, hue: each.hue, total: sum(each.values) })),
    weekly,
  };
}

/** The days of each column, where they are not all there is; what is ahead has none. */
function pickable(starts: readonly string[], ahead: number, scope: Scope): ColumnsModel['spans'] {
  if (starts.length < 2) return undefined;
  const spans = starts.map((start, index): [string, string] => {
    const next = starts[index + 1];
    return [start, next === undefined ? scope.to : addDays(next, -1)];
  });
  return [...spans, ...Array<null>(ahead).fill(null)];
}

const addTo = (values: number[], index: number, value: number): void => {
  values[index] = (values[index] ?? 0) + value;
};

const totalLine = ({ days }: CostTrend): Pick<CostSeries, 'starts' | 'series'> => ({
  starts: days.map(({ day }) => day),
  series: [{ key: 'total', costUsd: days.map(({ costUsd }) => costUsd) }],
});

function stack(
  { starts, series: lines }: Pick<CostSeries, 'starts' | 'series'>,
  by: SplitBy,
  slot: (day: string) => number,
  empty: () => number[],
) {
  const values = new Map<string, number[]>();
  for (const { key, costUsd } of lines) {
    const line = empty();
    starts.forEach((start, index) => addTo(line, slot(start), costUsd[index] ?? 0));
    if (line.some((cost) => cost !== 0)) values.set(key, line);
  }
  const sorted = [...values].sort((a, b) => sum(b[1]) - sum(a[1]));
  const hues = modelHues(sorted.map(([key]) => key));
  const shown = sorted.length > MOST_SERIES ? sorted.slice(0, MOST_SERIES - 1) : sorted;
  const series = shown.map(([key, each], index) => ({
    name: by === 'total' ? 'Cost' : nameOf(by, key),
    hue: by === 'model' ? (hues.get(key) ?? 'c8') : (HUES[index] ?? 'c8'),
    values: each,
  }));
  const rest = sorted.slice(shown.length);
  if (rest.length > 0) {
    const other = empty();
    for (const [, each] of rest) each.forEach((value, index) => addTo(other, index, value));
    series.push({ name: `${rest.length} others`, hue: 'c8', values: other });
  }
  return series;
}

/** A few days of use say nothing of a month. */
const LEAST_DAYS = 3;
/** Two of each weekday tell weekends from work. */
const WEEKDAYS_FROM = 14;

/** The API's mean is that of these days; those before a team's first would make a pace that nobody has. */
const MEAN_OF = 14;

export function isForecastable(trend: CostTrend, today: string): boolean {
  const spent = trend.days.filter((day) => day.day < today && day.costUsd > 0).map(({ day }) => day);
  return spent.length >= LEAST_DAYS && spent.some((day) => day <= addDays(today, -MEAN_OF));
}

/** Where more is ahead than the range has days, the facts would be the smaller part of the picture. */
function aheadOf(month: CostTrend, scope: Scope, today: string): number[] {
  if (scope.to !== today) return [];
  const ahead = forecastDays(month, today);
  return ahead.length <= countDays(scope.from, scope.to) ? ahead : [];
}

/** The forecast for each day left of the month, as the weekdays of `trend` differ, which has the month so far. */
export function forecastDays(trend: CostTrend, today: string): number[] {
  const first = startOfMonth(today);
  const left = countDays(today, endOfMonth(today)) - 1;
  if (left <= 0 || trend.monthEndForecastUsd === null || !isForecastable(trend, today)) return [];
  const soFar = sum(trend.days.filter((day) => day.day >= first && day.day <= today).map((day) => day.costUsd));
  const rest = trend.monthEndForecastUsd - soFar;
  if (rest <= 0) return [];
  const complete = trend.days.filter((day) => day.day < today);
  const usual = (ofWeek: number) =>
    complete.length < WEEKDAYS_FROM
      ? 1
      : mean(complete.filter((day) => weekday(day.day) === ofWeek).map((day) => day.costUsd));
  const weights = Array.from({ length: left }, (_, index) => usual(weekday(addDays(today, index + 1))));
  const all = sum(weights);
  return weights.map((weight) => (all === 0 ? rest / left : (rest * weight) / all));
}

/** Mondays; today; and the last day ahead. */
function dayLabel(day: string, index: number, all: readonly string[], today: string): string {
  if (day === today) return 'Today';
  if (all.length <= 10) return shortDay(day);
  if (index === all.length - 1 && day > today && countDays(today, day) > 3) return shortDay(day);
  if (weekday(day) !== 1 || Math.abs(countDays(day, today) - 1) < 2) return '';
  return all.length > 45 && Math.floor(index / 7) % 2 === 1 ? '' : shortDay(day);
}

const monthLabels = (starts: readonly string[]): string[] => {
  let month = '';
  return starts.map((day) => {
    if (day.slice(0, 7) === month) return '';
    month = day.slice(0, 7);
    return shortDay(day);
  });
};

/** What the colours and lines of a picture mean. */
export const legendOf = (model: CostModel, write: (value: number) => string): Mark[] => [
  ...model.legend.map(({ name, hue, total }) => ({ name, value: write(total), sign: hue })),
  ...(model.before ? [{ name: model.before.name, sign: 'dash' as const }] : []),
  ...(model.forecast ? [{ name: 'forecast', sign: 'hatch' as const }] : []),
];

/** What is drawn; each day with the one before and the forecast; what they add up to. */
export function costTables(input: CostInput): DataTable[] {
  const { series: found, by, trend, before, month, scope, today } = input;
  const { starts, series, step } = found;
  const split: DataTable = {
    name: `cost-per-${step}-by-${by}`,
    columns: [step === 'day' ? 'day' : 'week_from', by, 'cost_usd'],
    rows: starts.flatMap((start, index) =>
      series.flatMap(({ key, costUsd }): [string, string, number][] =>
        costUsd[index] ? [[start, key, costUsd[index]]] : [],
      ),
    ),
  };
  const ahead = aheadOf(month, scope, today);
  const days: DataTable = {
    name: 'cost-per-day',
    columns: ['day', 'cost_usd', 'day_before', 'cost_usd_before', 'forecast_usd'],
    rows: [
      ...trend.days.map((day, index) => {
        // Where nothing at all is before, nothing is known of it: no false zeros.
        const was = scope.from < today && before.totalUsd > 0 ? before.days[index] : undefined;
        return [day.day, day.costUsd, was?.day ?? null, was?.costUsd ?? null, null];
      }),
      ...ahead.map((cost, index) => [addDays(today, index + 1), null, null, null, wholeMicros(cost)]),
    ],
  };
  const outlook: DataTable = {
    name: 'cost-outlook',
    columns: ['figure', 'value_usd'],
    rows: [
      ['cost', trend.totalUsd],
      ['last_7_full_days', trend.weeklyRunRateUsd],
      ...(isForecastable(month, today) ? [['month_end_forecast', trend.monthEndForecastUsd]] : []),
    ],
  };
  return by === 'total' ? [days, outlook] : [split, days, outlook];
}
