import { useQuery } from '@tanstack/react-query';
import { activeUsersQuery } from '@/lib/api/panels';
import { rollupsQuery } from '@/lib/api/rollups';
import type { Comparison, Scope } from '@/lib/filters';
import { useTogether } from '@/ui/Answer';

/** Sessions and people of days do not add up to those of a period: so totals are asked for, beside the days. */
export function useFigures(scope: Scope, compared: Comparison | null) {
  const full = compared?.now ?? null;
  const before = compared?.before ?? null;
  return useTogether(
    useQuery(rollupsQuery(scope)),
    useQuery(rollupsQuery(full)),
    useQuery(rollupsQuery(before)),
    useQuery(rollupsQuery(scope, 'day')),
    useQuery(activeUsersQuery(scope)),
    useQuery(activeUsersQuery(full)),
    useQuery(activeUsersQuery(before)),
  );
}
