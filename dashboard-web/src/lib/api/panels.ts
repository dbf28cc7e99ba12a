import { queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import { hasDays, type Scope } from '@/lib/filters';
import { isNamed } from '@/lib/names';
import { get, scopeParams } from './client';

/** Answers that more than one panel reads. What only one panel reads is in its folder. */

const tokens = {
  inputTokens: z.number(),
  cacheReadTokens: z.number(),
  cacheCreationTokens: z.number(),
  hitRatio: z.number().nullable(),
};

export const cacheHitSchema = z.object({
  total: z.object(tokens),
  users: z.array(z.object({ user: z.string(), ...tokens })),
});
export type CacheHit = z.infer<typeof cacheHitSchema>;

export const cacheHitQuery = (scope: Scope) =>
  queryOptions({
    queryKey: ['cache-hit', scope],
    queryFn: ({ signal }) => get('/api/cache-hit', cacheHitSchema, scopeParams(scope), signal),
  });

const ratios = {
  accepts: z.number(),
  rejects: z.number(),
  acceptRatio: z.number().nullable(),
  userAccepts: z.number(),
  userRejects: z.number(),
  userAcceptRatio: z.number().nullable(),
};
const decidedBy = z.object({ source: z.string(), accepts: z.number(), rejects: z.number() });

export const toolDecisionsSchema = z.object({
  total: z.object(ratios),
  tools: z.array(z.object({ tool: z.string(), ...ratios, sources: z.array(decidedBy) })),
  sources: z.array(decidedBy),
});
export type ToolDecisions = z.infer<typeof toolDecisionsSchema>;

export const toolDecisionsQuery = (scope: Scope) =>
  queryOptions({
    queryKey: ['tool-decisions', scope],
    queryFn: ({ signal }) => get('/api/tool-decisions', toolDecisionsSchema, scopeParams(scope), signal),
  });

export const activeUsersSchema = z.object({
  days: z.array(z.object({ day: z.iso.date(), activeUsers: z.number() })),
  dau: z.number(),
  wau: z.number(),
  mau: z.number(),
  users: z.array(
    z.object({
      user: z.string(),
      lastActiveDay: z.iso.date(),
      activeDays: z.number(),
      costUsd: z.number(),
      sessions: z.number(),
      prompts: z.number(),
    }),
  ),
});
export type ActiveUsers = z.infer<typeof activeUsersSchema>;

/** Who is named: what names nobody is in every total, and is no developer. */
export const activePeople = ({ users }: ActiveUsers): ActiveUsers['users'] =>
  users.filter(({ user }) => isNamed('user', user));

const NOBODY: ActiveUsers = { days: [], dau: 0, wau: 0, mau: 0, users: [] };

/** Of no days there is nobody, unasked. */
export const activeUsersQuery = (scope: Scope | null) =>
  queryOptions({
    queryKey: ['active-users', scope],
    queryFn: ({ signal }): ActiveUsers | Promise<ActiveUsers> =>
      hasDays(scope) ? get('/api/active-users', activeUsersSchema, scopeParams(scope), signal) : NOBODY,
  });

export const subagentStatsSchema = z.object({
  repos: z.array(
    z.object({
      repo: z.string(),
      prompts: z.number(),
      promptsWithSubagents: z.number(),
      subagents: z.number(),
      maxDepth: z.number(),
      avgDepth: z.number(),
      maxFanout: z.number(),
      avgFanout: z.number(),
      subagentCostUsd: z.number(),
    }),
  ),
  agents: z.array(
    z.object({
      agentType: z.string(),
      runs: z.number(),
      costUsd: z.number(),
      totalTokens: z.number(),
      avgDurationMs: z.number(),
    }),
  ),
});
export type SubagentStats = z.infer<typeof subagentStatsSchema>;

export const NO_SUBAGENTS: SubagentStats = { repos: [], agents: [] };

/** Of no days there are none, unasked. */
export const subagentStatsQuery = (scope: Scope | null) =>
  queryOptions({
    queryKey: ['subagent-stats', scope],
    queryFn: ({ signal }): SubagentStats | Promise<SubagentStats> =>
      hasDays(scope) ? get('/api/subagent-stats', subagentStatsSchema, scopeParams(scope), signal) : NO_SUBAGENTS,
  });
