import { useQuery } from '@tanstack/react-query';
import { rollupsQuery } from '@/lib/api/rollups';
import type { Dimension, Scope } from '@/lib/filters';
import { useTogether } from '@/ui/Answer';

export const useBreakdown = (now: Scope, before: Scope, by: Dimension) =>
  useTogether(useQuery(rollupsQuery(now, by)), useQuery(rollupsQuery(before, by)));
