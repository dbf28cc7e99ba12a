import { useQuery } from '@tanstack/react-query';
import { costSeriesQuery } from '@/lib/api/cost-series';
import { rollupsQuery } from '@/lib/api/rollups';
import type { Comparison, Scope } from '@/lib/filters';
import { useTogether } from '@/ui/Answer';

export type OneOf = 'user' | 'repo' | 'model';

/** What a person, a repo or a model is split by to say why it changed. */
export const SPLIT = { user: 'repo', repo: 'user', model: 'repo' } as const;

/** One person, repo or model, and everyone of the same days to compare with. */
export function useOne(scope: Scope, compared: Comparison | null, by: OneOf) {
  const full = compared?.now ?? null;
  const before = compared?.before ?? null;
  const everyone: Scope = { ...scope, filters: { ...scope.filters, [by]: undefined } };
  return useTogether(
    useQuery(rollupsQuery(scope)),
    useQuery(rollupsQuery(full)),
    useQuery(rollupsQuery(before)),
    useQuery(rollupsQuery(full, SPLIT[by])),
    useQuery(rollupsQuery(before, SPLIT[by])),
    useQuery(rollupsQuery(full, 'model')),
    useQuery(rollupsQuery(before, 'model')),
    useQuery(rollupsQuery(scope, 'day')),
    useQuery(rollupsQuery(everyone, by)),
    useQuery(rollupsQuery(everyone)),
    useQuery(rollupsQuery(scope, 'team')),
    useQuery(rollupsQuery(scope, 'user')),
    // Days of everyone like it, for the median; nothing is compared with it on a model's page.
    useQuery(costSeriesQuery(by === 'model' ? null : everyone, by)),
  );
}
