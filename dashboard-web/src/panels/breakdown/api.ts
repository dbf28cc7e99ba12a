import { useQuery } from '@tanstack/react-query';
import { rollupsQuery } from '@/lib/api/rollups';
import type { Comparison, Dimension, Scope } from '@/lib/filters';
import { useTogether } from '@/ui/Answer';

export const useBreakdown = (scope: Scope, compared: Comparison | null, by: Dimension) =>
  useTogether(
    useQuery(rollupsQuery(scope, by)),
    useQuery(rollupsQuery(compared?.now ?? null, by)),
    useQuery(rollupsQuery(compared?.before ?? null, by)),
  );
