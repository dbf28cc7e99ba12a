import { useQuery } from '@tanstack/react-query';
import { cacheHitQuery, subagentStatsQuery, toolDecisionsQuery } from '@/lib/api/panels';
import { topPromptsQuery } from '@/lib/api/prompts';
import { rollupsQuery } from '@/lib/api/rollups';
import type { Scope } from '@/lib/filters';
import { useTogether } from '@/ui/Answer';

/** Nothing is asked for that another panel of the overview does not ask for too. */
export function useStory(now: Scope, before: Scope) {
  return useTogether(
    useQuery(rollupsQuery(now)),
    useQuery(rollupsQuery(before)),
    useQuery(rollupsQuery(now, 'repo')),
    useQuery(rollupsQuery(before, 'repo')),
    useQuery(rollupsQuery(now, 'model')),
    useQuery(rollupsQuery(before, 'model')),
    useQuery(subagentStatsQuery(now)),
    useQuery(subagentStatsQuery(before)),
    useQuery(cacheHitQuery(now)),
    useQuery(toolDecisionsQuery(now)),
    useQuery(topPromptsQuery(now, 9)),
    useQuery(rollupsQuery(now, 'day')),
  );
}
