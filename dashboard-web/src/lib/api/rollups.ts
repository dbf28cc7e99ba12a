import { queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import { type Comparison, hasDays, type Scope } from '@/lib/filters';
import { get, isSmallTeam, scopeParams } from './client';

export type GroupKey = 'day' | 'user' | 'source' | 'team' | 'repo' | 'model' | 'tool' | 'status';

const row = z.object({
  day: z.string().default(''),
  user: z.string().default(''),
  source: z.string().default(''),
  team: z.string().default(''),
  repo: z.string().default(''),
  model: z.string().default(''),
  tool: z.string().default(''),
  status: z.string().default(''),
  costUsd: z.number(),
  inputTokens: z.number(),
  outputTokens: z.number(),
  cacheReadTokens: z.number(),
  cacheCreationTokens: z.number(),
  sessions: z.number().nullable(),
  prompts: z.number(),
  apiRequests: z.number(),
  apiErrors: z.number(),
  toolCalls: z.number(),
  toolFailures: z.number(),
  accepts: z.number(),
  rejects: z.number(),
  linesAdded: z.number(),
  linesRemoved: z.number(),
  commits: z.number(),
  pullRequests: z.number(),
  activeSeconds: z.number(),
  blockedMs: z.number(),
});

export const rollupsSchema = z.object({ rows: z.array(row) });
export type RollupRow = z.infer<typeof row>;
export type Rollups = z.infer<typeof rollupsSchema>;

/** Shared by the panels that group alike: the key makes them one request. Of no days there is nothing, unasked. */
export const rollupsQuery = (scope: Scope | null, ...groupBy: GroupKey[]) =>
  queryOptions({
    queryKey: ['rollups', groupBy, scope],
    queryFn: ({ signal }): Rollups | Promise<Rollups> => {
      if (!hasDays(scope)) return { rows: [] };
      const params = scopeParams(scope);
      if (groupBy.length > 0) params.set('groupBy', groupBy.join(','));
      return get('/api/rollups', rollupsSchema, params, signal);
    },
  });

/** Whether both periods have as many people as the org wants a team to have; `null`: not asked. */
export const isShownQuery = (compared: Comparison | null) =>
  queryOptions({
    queryKey: ['is-shown', compared],
    queryFn: async ({ signal }): Promise<boolean> => {
      const scopes = compared ? [compared.now, compared.before] : [];
      try {
        await Promise.all(scopes.map((scope) => get('/api/rollups', rollupsSchema, scopeParams(scope), signal)));
        return true;
      } catch (error) {
        if (isSmallTeam(error)) return false;
        throw error;
      }
    },
    enabled: compared !== null,
    // Of another team, or of other days, it says nothing.
    placeholderData: undefined,
  });

/** input + cache read + cache creation: what a cache hit is measured against */
export const contextTokens = (row: RollupRow): number =>
  row.inputTokens + row.cacheReadTokens + row.cacheCreationTokens;

export const hitRatio = (row: RollupRow): number | null => {
  const all = contextTokens(row);
  return all === 0 ? null : row.cacheReadTokens / all;
};

/** What the cache hit changes by less than this, of 1, is neither told nor coloured. */
export const HIT_STEP = 0.01;

export const acceptRatio = (row: RollupRow): number | null => {
  const all = row.accepts + row.rejects;
  return all === 0 ? null : row.accepts / all;
};

/** All cost by all commits; not everything that costs ends in one. null without commits. */
export const costPerCommit = (row: RollupRow): number | null => (row.commits > 0 ? row.costUsd / row.commits : null);
