import { useQuery } from '@tanstack/react-query';
import { costSeriesQuery } from '@/lib/api/cost-series';
import { rollupsQuery } from '@/lib/api/rollups';
import type { Comparison, Scope } from '@/lib/filters';
import { useTogether } from '@/ui/Answer';

export type TableBy = 'user' | 'repo' | 'model';

export const useGroups = (scope: Scope, compared: Comparison | null, by: TableBy) =>
  useTogether(
    useQuery(rollupsQuery(scope, by)),
    useQuery(rollupsQuery(compared?.now ?? null, by)),
    useQuery(rollupsQuery(compared?.before ?? null, by)),
    useQuery(costSeriesQuery(scope, by)),
    // Only people have a team to show; the others ask for nothing more.
    useQuery(by === 'user' ? rollupsQuery(scope, by, 'team') : rollupsQuery(scope)),
    useQuery(rollupsQuery(scope)),
  );
