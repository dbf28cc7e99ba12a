import type { PromptLine } from './api/prompts';
import type { DataTable } from './csv';

/** Prompts as data: the same columns wherever prompts are exported. */
export const promptsTable = (prompts: readonly PromptLine[], name = 'prompts'): DataTable => ({
  name,
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
    'api_errors',
    'tool_calls',
    'tool_failures',
    'rejects',
    'subagents',
    'max_depth',
    'models',
  ],
  rows: prompts.map((prompt) => [
    prompt.promptId,
    prompt.traceId,
    prompt.sessionId,
    prompt.user,
    prompt.repo,
    prompt.startedAt,
    prompt.durationMs,
    prompt.costUsd,
    prompt.totalTokens,
    prompt.apiRequests,
    prompt.apiErrors,
    prompt.toolCalls,
    prompt.toolFailures,
    prompt.rejects,
    prompt.subagents,
    prompt.maxDepth,
    prompt.models.join(' '),
  ]),
});

/** As the prompt's own page counts them: those that failed were made, too. */
export const requestsOf = (prompt: PromptLine): number => prompt.apiRequests + prompt.apiErrors;

/** Tool calls and model requests. */
export const failuresOf = (prompt: PromptLine): number => prompt.toolFailures + prompt.apiErrors;

/** 3 · 2 deep */
export const subagentsOf = (prompt: PromptLine): string =>
  prompt.subagents === 0 ? '–' : `${prompt.subagents} · ${prompt.maxDepth} deep`;
