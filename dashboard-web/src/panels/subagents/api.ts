import { useQuery } from '@tanstack/react-query';
import { subagentStatsQuery } from '@/lib/api/panels';
import { rollupsQuery } from '@/lib/api/rollups';
import type { Comparison, Scope } from '@/lib/filters';
import { useTogether } from '@/ui/Answer';

/**
 * A subagent's cost is that of all its models, so it is measured against a repo's cost of all models, also when the
 * prompts are those that used one.
 */
export function useSubagents(scope: Scope, compared: Comparison | null) {
  const before = compared?.before ?? null;
  return useTogether(
    useQuery(subagentStatsQuery(scope)),
    useQuery(subagentStatsQuery(before)),
    useQuery(rollupsQuery(allModels(scope), 'repo')),
    useQuery(rollupsQuery(before && allModels(before), 'repo')),
  );
}

const allModels = (scope: Scope): Scope => ({ ...scope, filters: { ...scope.filters, model: undefined } });
