import { useQuery } from '@tanstack/react-query';
import { rollupsQuery } from './api/rollups';
import type { Scope } from './filters';

/** Whether the person that a page is about has one team only, so that a split by team says nothing. */
export function useOneTeam(scope: Scope, asked: boolean): boolean {
  const teams = useQuery({ ...rollupsQuery(scope, 'team'), enabled: asked });
  return asked && (teams.data?.rows.filter((row) => row.costUsd > 0).length ?? 0) < 2;
}
