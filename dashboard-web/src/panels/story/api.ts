import { useQuery } from '@tanstack/react-query';
import { cacheHitQuery, subagentStatsQuery, toolDecisionsQuery } from '@/lib/api/panels';
import { TOP_PROMPTS, topPromptsQuery } from '@/lib/api/prompts';
import { rollupsQuery } from '@/lib/api/rollups';
import type { Comparison, Scope } from '@/lib/filters';
import { useTogether } from '@/ui/Answer';

/** Little is asked for that another panel of the overview does not ask for too. */
export function useStory(scope: Scope, compared: Comparison | null) {
  const full = compared?.now ?? null;
  const before = compared?.before ?? null;
  return useTogether(
    useQuery(rollupsQuery(scope)),
    useQuery(rollupsQuery(full)),
    useQuery(rollupsQuery(before)),
    useQuery(rollupsQuery(scope, 'repo')),
    useQuery(rollupsQuery(full, 'repo')),
    useQuery(rollupsQuery(before, 'repo')),
    useQuery(rollupsQuery(scope, 'model')),
    useQuery(rollupsQuery(full, 'model')),
    useQuery(rollupsQuery(before, 'model')),
    useQuery(subagentStatsQuery(full)),
    useQuery(subagentStatsQuery(before)),
    useQuery(cacheHitQuery(scope)),
    useQuery(toolDecisionsQuery(scope)),
    useQuery(topPromptsQuery(scope, TOP_PROMPTS)),
    useQuery(rollupsQuery(scope, 'day')),
    useQuery(rollupsQuery(full, 'user')),
    useQuery(rollupsQuery(before, 'user')),
  );
}
