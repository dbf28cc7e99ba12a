import type { ColumnsModel } from '@/charts/columns';
import { activePeople, type ActiveUsers } from '@/lib/api/panels';
import type { DataTable } from '@/lib/csv';
import { countDays, longDay, shortDay, weekday } from '@/lib/days';
import { count } from '@/lib/format';

/** People per day. Beyond a quarter only the labels thin out: people of days do not add up to people of weeks. */
export function shapeActive(active: ActiveUsers, today: string): ColumnsModel {
  const days = active.days.map((each) => each.day);
  const every = Math.max(1, Math.round(days.length / 28)) * 7;
  return {
    labels: days.map((day, index) => {
      if (day === today) return 'Today';
      if (days.length <= 8) return shortDay(day);
      const fromEnd = countDays(day, today) - 1;
      return weekday(day) === 1 && Math.floor(index / 7) % (every / 7) === 0 && fromEnd > 2 ? shortDay(day) : '';
    }),
    titles: days.map((day) => (day === today ? `${longDay(day)}, so far` : longDay(day))),
    series: [{ name: 'active developers', hue: 'c1', values: active.days.map((each) => each.activeUsers) }],
    before: null,
    forecast: null,
    spans: days.length < 2 ? undefined : days.map((day) => [day, day]),
    format: count,
    whole: true,
  };
}

/** Distinct people of the last day, week and month, each with its name. */
export const totalsOf = ({ dau, wau, mau }: ActiveUsers, last: string): [number, string][] => [
  [dau, last],
  [wau, 'in 7 days'],
  [mau, 'in 30 days'],
];

export const activeTables = (active: ActiveUsers): DataTable[] => [
  {
    name: 'active-developers',
    columns: ['day', 'active_users'],
    rows: active.days.map((day) => [day.day, day.activeUsers]),
  },
  {
    name: 'active-developers-totals',
    columns: ['figure', 'active_users'],
    rows: [
      ['last_day', active.dau],
      ['last_7_days', active.wau],
      ['last_30_days', active.mau],
      ['whole_range', activePeople(active).length],
    ],
  },
];
