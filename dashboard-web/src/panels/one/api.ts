import { useQuery } from '@tanstack/react-query';
import { rollupsQuery } from '@/lib/api/rollups';
import type { Scope } from '@/lib/filters';
import { useTogether } from '@/ui/Answer';

export type OneOf = 'user' | 'repo';

/** One person or repo, and everyone of the same days to compare with. */
export function useOne(now: Scope, before: Scope, by: OneOf) {
  const everyone: Scope = { ...now, filters: { ...now.filters, [by]: undefined } };
  const split = by === 'user' ? 'repo' : 'user';
  return useTogether(
    useQuery(rollupsQuery(now)),
    useQuery(rollupsQuery(before)),
    useQuery(rollupsQuery(now, split)),
    useQuery(rollupsQuery(before, split)),
    useQuery(rollupsQuery(now, 'model')),
    useQuery(rollupsQuery(before, 'model')),
    useQuery(rollupsQuery(now, 'day')),
    useQuery(rollupsQuery(everyone, by)),
    useQuery(rollupsQuery(everyone)),
    useQuery(rollupsQuery(now, 'team')),
  );
}
