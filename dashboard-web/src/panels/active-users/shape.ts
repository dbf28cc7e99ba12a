import type { ColumnsModel } from '@/charts/columns';
import type { ActiveUsers } from '@/lib/api/panels';
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
    format: count,
    whole: true,
  };
}
