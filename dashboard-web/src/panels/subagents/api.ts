import { useQuery } from '@tanstack/react-query';
import { subagentStatsQuery } from '@/lib/api/panels';
import { rollupsQuery } from '@/lib/api/rollups';
import type { Scope } from '@/lib/filters';
import { useTogether } from '@/ui/Answer';

/**
 * A subagent's cost is that of all its models, so it is measured against a repo's cost of all models, also when the
 * prompts are those that used one.
 */
export const useSubagents = (now: Scope, before: Scope) =>
  useTogether(
    useQuery(subagentStatsQuery(now)),
    useQuery(subagentStatsQuery(before)),
    useQuery(rollupsQuery(allModels(now), 'repo')),
    useQuery(rollupsQuery(allModels(before), 'repo')),
  );

const allModels = (scope: Scope): Scope => ({ ...scope, filters: { ...scope.filters, model: undefined } });
