import { queryOptions, useQuery } from '@tanstack/react-query';
import { z } from 'zod';
import { get, scopeParams } from '@/lib/api/client';
import { rollupsQuery } from '@/lib/api/rollups';
import type { Scope } from '@/lib/filters';
import { useTogether } from '@/ui/Answer';

export const costTrendSchema = z.object({
  days: z.array(z.object({ day: z.string(), costUsd: z.number() })),
  totalUsd: z.number(),
  previousTotalUsd: z.number(),
  weeklyRunRateUsd: z.number(),
  monthEndForecastUsd: z.number(),
  byModel: z.array(z.object({ model: z.string(), costUsd: z.number() })),
});
export type CostTrend = z.infer<typeof costTrendSchema>;

export const costTrendQuery = (scope: Scope) =>
  queryOptions({
    queryKey: ['cost-trend', scope],
    queryFn: ({ signal }) => get('/api/cost-trend', costTrendSchema, scopeParams(scope), signal),
  });

export type SplitBy = 'model' | 'repo' | 'team' | 'total';

export function useCostPerDay(now: Scope, before: Scope, by: SplitBy) {
  return useTogether(
    useQuery(costTrendQuery(now)),
    useQuery(costTrendQuery(before)),
    useQuery(by === 'total' ? rollupsQuery(now, 'day') : rollupsQuery(now, 'day', by)),
  );
}
