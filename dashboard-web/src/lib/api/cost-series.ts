import { queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import type { Scope } from '@/lib/filters';
import { get, scopeParams } from './client';

export type SeriesKey = 'user' | 'team' | 'repo' | 'model';
export type Step = 'day' | 'week' | 'month';

export const costSeriesSchema = z.object({
  step: z.enum(['day', 'week', 'month']),
  starts: z.array(z.iso.date()),
  series: z.array(z.object({ key: z.string(), costUsd: z.array(z.number()) })),
});
export type CostSeries = z.infer<typeof costSeriesSchema>;

/** One number a step; without a step the one that suits a small line. Of no days there is nothing, unasked. */
export const costSeriesQuery = (scope: Scope | null, by: SeriesKey, step?: Step) =>
  queryOptions({
    queryKey: ['cost-series', by, step, scope],
    queryFn: ({ signal }): CostSeries | Promise<CostSeries> => {
      if (!scope) return { step: 'day', starts: [], series: [] };
      const params = scopeParams(scope);
      params.set('by', by);
      if (step) params.set('step', step);
      return get('/api/cost-series', costSeriesSchema, params, signal);
    },
  });
