import { useQuery } from '@tanstack/react-query';
import { subagentStatsQuery } from '@/lib/api/panels';
import { rollupsQuery } from '@/lib/api/rollups';
import type { Scope } from '@/lib/filters';
import { useTogether } from '@/ui/Answer';

export const useSubagents = (now: Scope, before: Scope) =>
  useTogether(
    useQuery(subagentStatsQuery(now)),
    useQuery(subagentStatsQuery(before)),
    useQuery(rollupsQuery(now, 'repo')),
    useQuery(rollupsQuery(before, 'repo')),
  );
