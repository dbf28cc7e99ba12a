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

/** Within it something new is likely to come: the steps of a prompt are told when they end. */
const RUNNING_MS = 2 * 60_000;
const LOOK_MS = 10_000;
/** A large tree takes a moment to draw: for each so many spans it is looked at less often. */
const LOOK_SPANS = 5000;

/** When a prompt that seems to run is looked at again; false for what was written long ago, which does not change any more. */
export function nextLookMs(tree: SpanTree | undefined, now: number): number | false {
  if (!tree) return false;
  const last = Date.parse(tree.startedAt) + tree.durationMs;
  // A clock that is far ahead says nothing of how long ago it was.
  if (Math.abs(now - last) >= RUNNING_MS) return false;
  return LOOK_MS * Math.max(1, Math.ceil(tree.nodes.length / LOOK_SPANS));
}

/** By prompt, or by trace when the id looks like one. What was written once does not change soon: see {@link nextLookMs}. */
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
