import { useQuery } from '@tanstack/react-query';
import { rollupsQuery } from '@/lib/api/rollups';
import type { Comparison } from '@/lib/filters';
import { useTogether } from '@/ui/Answer';

export type ChangeBy = 'repo' | 'team' | 'user' | 'model';

export const useChanges = (compared: Comparison | null, by: ChangeBy) =>
  useTogether(useQuery(rollupsQuery(compared?.now ?? null, by)), useQuery(rollupsQuery(compared?.before ?? null, by)));
