import type { PromptLine } from '@/lib/api/prompts';
import type { DataTable } from '@/lib/csv';
import { plural, usd } from '@/lib/format';
import { sumOf } from '@/lib/stats';

export const LIMIT = 1000;

export function promptsHeadline(prompts: readonly PromptLine[]): string {
  if (prompts.length === 0) return 'No prompts in these days.';
  const cost = usd(sumOf(prompts, (prompt) => prompt.costUsd));
  return prompts.length >= LIMIT
    ? `The ${prompts.length.toLocaleString('en')} most expensive prompts cost ${cost}.`
    : `${plural(prompts.length, 'prompt')} cost ${cost}.`;
}

export const promptsCsv = (prompts: readonly PromptLine[]): DataTable => ({
  name: 'prompts',
  columns: [
    'prompt_id',
    'trace_id',
    'session_id',
    'user',
    'repo',
    'started_at',
    'duration_ms',
    'cost_usd',
    'total_tokens',
    'api_requests',
    'tool_calls',
    'rejects',
    'subagents',
    'max_depth',
    'models',
  ],
  rows: prompts.map((each) => [
    each.promptId,
    each.traceId,
    each.sessionId,
    each.user,
    each.repo,
    each.startedAt,
    each.durationMs,
    each.costUsd,
    each.totalTokens,
    each.apiRequests,
    each.toolCalls,
    each.rejects,
    each.subagents,
    each.maxDepth,
    each.models.join(' '),
  ]),
});
