import { useQuery } from '@tanstack/react-query';
import { costSeriesQuery } from '@/lib/api/cost-series';
import { rollupsQuery } from '@/lib/api/rollups';
import type { Scope } from '@/lib/filters';
import { useTogether } from '@/ui/Answer';

export type TableBy = 'user' | 'repo' | 'model';

export const useGroups = (now: Scope, before: Scope, by: TableBy) =>
  useTogether(
    useQuery(rollupsQuery(now, by)),
    useQuery(rollupsQuery(before, by)),
    useQuery(costSeriesQuery(now, by)),
    // Only people have a team to show; the others ask for nothing more.
    useQuery(by === 'user' ? rollupsQuery(now, by, 'team') : rollupsQuery(now)),
    useQuery(rollupsQuery(now)),
  );
