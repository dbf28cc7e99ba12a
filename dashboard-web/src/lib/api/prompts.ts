import { queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import type { Scope } from '@/lib/filters';
import { get, scopeParams } from './client';

export const promptLine = z.object({
  promptId: z.string(),
  traceId: z.string().nullable(),
  sessionId: z.string(),
  user: z.string(),
  repo: z.string(),
  startedAt: z.iso.datetime(),
  durationMs: z.number(),
  costUsd: z.number(),
  totalTokens: z.number(),
  apiRequests: z.number(),
  apiErrors: z.number(),
  toolCalls: z.number(),
  toolFailures: z.number(),
  rejects: z.number(),
  subagents: z.number(),
  maxDepth: z.number(),
  models: z.array(z.string()),
});
export type PromptLine = z.infer<typeof promptLine>;

export const topPromptsSchema = z.object({ prompts: z.array(promptLine) });
export type TopPrompts = z.infer<typeof topPromptsSchema>;

/** As the overview asks for them, once for its story and its table. */
export const TOP_PROMPTS = 12;

export const topPromptsQuery = (scope: Scope, limit: number) =>
  queryOptions({
    queryKey: ['top-prompts', limit, scope],
    queryFn: ({ signal }) => {
      const params = scopeParams(scope);
      params.set('limit', String(limit));
      return get('/api/top-prompts', topPromptsSchema, params, signal);
    },
  });
