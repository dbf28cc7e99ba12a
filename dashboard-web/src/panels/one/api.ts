import { useQuery } from '@tanstack/react-query';
import { rollupsQuery } from '@/lib/api/rollups';
import type { Scope } from '@/lib/filters';
import { useTogether } from '@/ui/Answer';

export type OneOf = 'user' | 'repo' | 'model';

/** What a person, a repo or a model is split by to say why it changed. */
export const SPLIT = { user: 'repo', repo: 'user', model: 'repo' } as const;

/** One person, repo or model, and everyone of the same days to compare with. */
export function useOne(now: Scope, before: Scope, by: OneOf) {
  const everyone: Scope = { ...now, filters: { ...now.filters, [by]: undefined } };
  return useTogether(
    useQuery(rollupsQuery(now)),
    useQuery(rollupsQuery(before)),
    useQuery(rollupsQuery(now, SPLIT[by])),
    useQuery(rollupsQuery(before, SPLIT[by])),
    useQuery(rollupsQuery(now, 'model')),
    useQuery(rollupsQuery(before, 'model')),
    useQuery(rollupsQuery(now, 'day')),
    useQuery(rollupsQuery(everyone, by)),
    useQuery(rollupsQuery(everyone)),
    useQuery(rollupsQuery(now, 'team')),
    useQuery(rollupsQuery(now, 'user')),
  );
}
