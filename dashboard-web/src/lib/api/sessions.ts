import { queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import type { Scope } from '@/lib/filters';
import { get, scopeParams } from './client';
import { promptLine } from './prompts';

const session = z.object({
  sessionId: z.string(),
  user: z.string(),
  repo: z.string(),
  team: z.string(),
  source: z.string(),
  startedAt: z.iso.datetime(),
  endedAt: z.iso.datetime(),
  prompts: z.number(),
  costUsd: z.number(),
  totalTokens: z.number(),
  toolCalls: z.number(),
  apiErrors: z.number(),
  // Not known per session when metrics carry no session id.
  linesAdded: z.number().nullable(),
  linesRemoved: z.number().nullable(),
  commits: z.number().nullable(),
  /** The cost of the prompts that began in each of 24 equal parts of the session; empty when no prompt is known. */
  costParts: z.array(z.number()).default([]),
});
export type Session = z.infer<typeof session>;

export const sessionsSchema = z.object({ sessions: z.array(session) });
export const sessionDetailSchema = session.omit({ costParts: true }).extend({
  prompts: z.array(promptLine),
  /** How many there are before these. */
  promptsLeftOut: z.number(),
});
export type SessionDetail = z.infer<typeof sessionDetailSchema>;

/** How many prompts it has, also those that are not listed. */
export const promptsOf = (session: SessionDetail): number => session.prompts.length + session.promptsLeftOut;

/** Metrics alone tell of a session, and then neither of its length nor of what ran in it. */
export const hasPrompts = (session: Pick<Session, 'prompts'>): boolean => session.prompts > 0;

/** Milliseconds; null where metrics alone tell of the session. */
export const lengthOf = (session: Pick<Session, 'prompts' | 'startedAt' | 'endedAt'>): number | null =>
  hasPrompts(session) ? Math.max(0, Date.parse(session.endedAt) - Date.parse(session.startedAt)) : null;

export const sessionsQuery = (scope: Scope, limit: number) =>
  queryOptions({
    queryKey: ['sessions', limit, scope],
    queryFn: ({ signal }) => {
      const params = scopeParams(scope);
      params.set('limit', String(limit));
      return get('/api/sessions', sessionsSchema, params, signal);
    },
  });

export const sessionQuery = (id: string) =>
  queryOptions({
    queryKey: ['session', id],
    queryFn: ({ signal }) =>
      get(`/api/sessions/${encodeURIComponent(id)}`, sessionDetailSchema, new URLSearchParams(), signal),
  });
