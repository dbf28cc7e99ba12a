import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import { get, send } from '@/lib/api/client';

const deadLetterSchema = z.object({
  id: z.number(),
  org: z.string(),
  tokenId: z.string(),
  signal: z.string(),
  reason: z.string(),
  detail: z.string(),
  exception: z.string(),
  attempts: z.number(),
  bytes: z.number(),
  receivedAt: z.iso.datetime().nullable(),
  deadAt: z.iso.datetime(),
  /** waiting, replayed, discarded, gone */
  state: z.string(),
  asked: z.string().nullable(),
  replayOf: z.number().nullable(),
});
export type DeadLetter = z.infer<typeof deadLetterSchema>;

const countSchema = z.object({
  reason: z.string(),
  waiting: z.number(),
  replayed: z.number(),
  discarded: z.number(),
  gone: z.number(),
});
export type ReasonCount = z.infer<typeof countSchema>;

export const deadLettersSchema = z.object({
  counts: z.array(countSchema),
  deadLetters: z.array(deadLetterSchema),
  next: z.number().nullable(),
});

const placeSchema = z.object({ topic: z.string(), partition: z.number(), offset: z.number(), at: z.iso.datetime() });

export const wholeDeadLetterSchema = z.object({
  deadLetter: deadLetterSchema,
  contentType: z.string(),
  contentEncoding: z.string(),
  userAgent: z.string(),
  traceId: z.string(),
  requestId: z.string(),
  origin: placeSchema,
  place: placeSchema,
  askedBy: z.string().nullable(),
  askedAt: z.iso.datetime().nullable(),
  settledAt: z.iso.datetime().nullable(),
});
export type WholeDeadLetter = z.infer<typeof wholeDeadLetterSchema>;

const KEY = 'dead-letters';
const PAGE = 100;
/** What was asked for is done within seconds. */
const POLL_MS = 5_000;

export const deadLettersKey = [KEY];

/** Of one state, or of all. */
export const deadLettersQuery = (state: string) =>
  infiniteQueryOptions({
    queryKey: [KEY, 'list', state],
    initialPageParam: null as number | null,
    queryFn: ({ pageParam, signal }) => {
      const params = new URLSearchParams({ limit: String(PAGE) });
      if (state !== '') params.set('state', state);
      if (pageParam !== null) params.set('before', String(pageParam));
      return get('/api/ops/dlq', deadLettersSchema, params, signal);
    },
    getNextPageParam: (last) => last.next,
    refetchInterval: POLL_MS,
  });

export const deadLetterQuery = (id: number) =>
  queryOptions({
    queryKey: [KEY, 'one', id],
    queryFn: ({ signal }) => get(`/api/ops/dlq/${id}`, wholeDeadLetterSchema, undefined, signal),
  });

export type Settling = 'replay' | 'discard';

export const settleOne = (id: number, how: Settling): Promise<unknown> =>
  send('POST', `/api/ops/dlq/${id}/${how}`, {}, z.unknown());

const askedSchema = z.object({ asked: z.number() });

/** How many it applies to. */
export const settleAll = async (reason: string, how: Settling): Promise<number> =>
  (await send('POST', `/api/ops/dlq/${how}`, { reason }, askedSchema)).asked;
