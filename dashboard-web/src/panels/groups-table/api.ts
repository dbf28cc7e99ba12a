import { useQuery } from '@tanstack/react-query';
import { rollupsQuery } from '@/lib/api/rollups';
import type { Scope } from '@/lib/filters';
import { useTogether } from '@/ui/Answer';

export type TableBy = 'user' | 'repo' | 'model';

export const useGroups = (now: Scope, before: Scope, by: TableBy) =>
  useTogether(
    useQuery(rollupsQuery(now, by)),
    useQuery(rollupsQuery(before, by)),
    useQuery(rollupsQuery(now, 'day', by)),
    useQuery(rollupsQuery(now, by, 'team')),
    useQuery(rollupsQuery(now)),
    useQuery(rollupsQuery(before)),
  );
