import { useQuery } from '@tanstack/react-query';
import { activeUsersQuery } from '@/lib/api/panels';
import { rollupsQuery } from '@/lib/api/rollups';
import type { Scope } from '@/lib/filters';
import { useTogether } from '@/ui/Answer';

/** Sessions of days do not add up to those of a period: so totals are asked for, beside the days. */
export function useFigures(now: Scope, before: Scope) {
  return useTogether(
    useQuery(rollupsQuery(now)),
    useQuery(rollupsQuery(before)),
    useQuery(rollupsQuery(now, 'day')),
    useQuery(activeUsersQuery(now)),
    useQuery(activeUsersQuery(before)),
  );
}
