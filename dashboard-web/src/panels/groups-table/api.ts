import { queryOptions, useQuery } from '@tanstack/react-query';
import { z } from 'zod';
import { get, scopeParams } from '@/lib/api/client';
import { rollupsQuery } from '@/lib/api/rollups';
import type { Scope } from '@/lib/filters';
import { useTogether } from '@/ui/Answer';

export type TableBy = 'user' | 'repo' | 'model';

export const costSeriesSchema = z.object({
  step: z.enum(['day', 'month']),
  starts: z.array(z.string()),
  series: z.array(z.object({ key: z.string(), costUsd: z.array(z.number()) })),
});
export type CostSeries = z.infer<typeof costSeriesSchema>;

const costSeriesQuery = (scope: Scope, by: TableBy) =>
  queryOptions({
    queryKey: ['cost-series', by, scope],
    queryFn: ({ signal }) => {
      const params = scopeParams(scope);
      params.set('by', by);
      return get('/api/cost-series', costSeriesSchema, params, signal);
    },
  });

export const useGroups = (now: Scope, before: Scope, by: TableBy) =>
  useTogether(
    useQuery(rollupsQuery(now, by)),
    useQuery(rollupsQuery(before, by)),
    useQuery(costSeriesQuery(now, by)),
    // Only people have a team to show; the others ask for nothing more.
    useQuery(by === 'user' ? rollupsQuery(now, by, 'team') : rollupsQuery(now)),
    useQuery(rollupsQuery(now)),
    useQuery(rollupsQuery(before)),
  );
