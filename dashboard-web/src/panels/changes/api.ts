import { useQuery } from '@tanstack/react-query';
import { rollupsQuery } from '@/lib/api/rollups';
import type { Scope } from '@/lib/filters';
import { useTogether } from '@/ui/Answer';

export type ChangeBy = 'repo' | 'team' | 'user' | 'model';

export const useChanges = (now: Scope, before: Scope, by: ChangeBy) =>
  useTogether(useQuery(rollupsQuery(now, by)), useQuery(rollupsQuery(before, by)));
