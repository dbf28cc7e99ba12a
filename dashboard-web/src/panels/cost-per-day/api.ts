import { queryOptions, useQuery } from '@tanstack/react-query';
import { z } from 'zod';
import { get, isSmallTeam, scopeParams } from '@/lib/api/client';
import { costSeriesQuery } from '@/lib/api/cost-series';
import { addDays, countDays, type Day, startOfMonth } from '@/lib/days';
import type { Scope } from '@/lib/filters';
import { useTogether } from '@/ui/Answer';

export const costTrendSchema = z.object({
  days: z.array(z.object({ day: z.iso.date(), costUsd: z.number() })),
  totalUsd: z.number(),
  // null: a team of too few people in the days that it would be of
  previousTotalUsd: z.number().nullable(),
  weeklyRunRateUsd: z.number().nullable(),
  monthEndForecastUsd: z.number().nullable(),
  byModel: z.array(z.object({ model: z.string(), costUsd: z.number() })),
});
export type CostTrend = z.infer<typeof costTrendSchema>;

export const costTrendQuery = (scope: Scope) =>
  queryOptions({
    queryKey: ['cost-trend', scope],
    queryFn: ({ signal }) => get('/api/cost-trend', costTrendSchema, scopeParams(scope), signal),
  });

const NOTHING: CostTrend = {
  days: [],
  totalUsd: 0,
  previousTotalUsd: null,
  weeklyRunRateUsd: null,
  monthEndForecastUsd: null,
  byModel: [],
};

/** Of the days before: a team that was too small to be shown then has no line of them, and the days of now all the same. */
const trendBeforeQuery = (scope: Scope) =>
  queryOptions({
    queryKey: ['cost-trend-before', scope],
    queryFn: async ({ signal }): Promise<CostTrend> => {
      try {
        return await get('/api/cost-trend', costTrendSchema, scopeParams(scope), signal);
      } catch (error) {
        if (isSmallTeam(error)) return NOTHING;
        throw error;
      }
    },
  });

export type SplitBy = 'model' | 'repo' | 'team' | 'total';

/** Beyond this many days a column is a week. */
const DAYS_AS_COLUMNS = 92;

export const stepOf = (scope: Scope) => (countDays(scope.from, scope.to) > DAYS_AS_COLUMNS ? 'week' : 'day');

/** Four of each weekday. */
const FORECAST_FROM = 28;

/** What a forecast is made of: the month so far, and enough weeks to tell weekdays apart. Of a range that is over, nothing. */
export function forecastScope(scope: Scope, today: Day): Scope | null {
  if (scope.to !== today) return null;
  const [from = scope.from] = [scope.from, startOfMonth(today), addDays(today, 1 - FORECAST_FROM)].sort();
  return { ...scope, from };
}

export function useCostPerDay(now: Scope, before: Scope, by: SplitBy, today: Day) {
  return useTogether(
    useQuery(costTrendQuery(now)),
    useQuery(trendBeforeQuery(before)),
    // Most often the same days, which are asked for once.
    useQuery(costTrendQuery(forecastScope(now, today) ?? now)),
    // The trend has the total already, and the models are what is shown first.
    useQuery(costSeriesQuery(now, by === 'total' ? 'model' : by, stepOf(now))),
  );
}
