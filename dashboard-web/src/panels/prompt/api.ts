import { queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import { get } from '@/lib/api/client';

const node = z.object({
  spanId: z.string().nullable(),
  parentSpanId: z.string().nullable(),
  depth: z.number(),
  name: z.string(),
  kind: z.string(),
  label: z.string(),
  model: z.string().nullable(),
  tool: z.string().nullable(),
  agentId: z.string().nullable(),
  agentType: z.string().nullable(),
  agentDepth: z.number(),
  startMs: z.number(),
  durationMs: z.number(),
  status: z.string(),
  decision: z.string().nullable(),
  decisionSource: z.string().nullable(),
  costUsd: z.number().nullable(),
  tokens: z
    .object({ input: z.number(), output: z.number(), cacheRead: z.number(), cacheCreation: z.number() })
    .nullable(),
});

export const spanTreeSchema = z.object({
  promptId: z.string().nullable(),
  traceId: z.string().nullable(),
  sessionId: z.string(),
  user: z.string(),
  repo: z.string(),
  startedAt: z.iso.datetime(),
  durationMs: z.number(),
  source: z.string(),
  /** There is more than these nodes; cost and tokens in the totals are of the whole all the same. */
  truncated: z.boolean(),
  totals: z.object({
    costUsd: z.number(),
    inputTokens: z.number(),
    outputTokens: z.number(),
    cacheReadTokens: z.number(),
    cacheCreationTokens: z.number(),
    llmRequests: z.number(),
    toolCalls: z.number(),
    subagents: z.number(),
    maxDepth: z.number(),
    blockedMs: z.number(),
    orphans: z.number(),
  }),
  nodes: z.array(node),
});

export type SpanNode = z.infer<typeof node>;
export type SpanTree = z.infer<typeof spanTreeSchema>;

const TRACE = /^[0-9a-f]{32}$/;

/** By prompt, or by trace when the id looks like one. What was written once does not change soon: it is not refreshed. */
export const treeQuery = (id: string) =>
  queryOptions({
    queryKey: ['tree', id],
    staleTime: 5 * 60_000,
    placeholderData: undefined,
    structuralSharing: false,
    queryFn: ({ signal }) =>
      get(
        '/api/spans/tree',
        spanTreeSchema,
        new URLSearchParams(TRACE.test(id) ? { traceId: id } : { promptId: id }),
        signal,
      ),
  });
