import { hasPrompts, type Session } from '@/lib/api/sessions';
import type { DataTable } from '@/lib/csv';
import { count, plural, usd } from '@/lib/format';
import { sumOf } from '@/lib/stats';

export const LIMIT = 1000;

export function sessionsHeadline(rows: readonly Session[]): string {
  if (rows.length === 0) return 'No sessions in these days.';
  return rows.length >= LIMIT
    ? `The latest ${count(LIMIT)} sessions.`
    : `${plural(rows.length, 'session')} cost ${usd(sumOf(rows, (row) => row.costUsd))}.`;
}

/** in the latest 1,000, when there may be more; else nothing */
export const withinOf = (rows: readonly Session[]): string | undefined =>
  rows.length >= LIMIT ? `in the latest ${count(LIMIT)}` : undefined;

export const sessionsTable = (rows: readonly Session[]): DataTable => ({
  name: 'sessions',
  columns: [
    'session_id',
    'user',
    'repo',
    'team',
    'source',
    'started_at',
    'ended_at',
    'prompts',
    'cost_usd',
    'total_tokens',
    'tool_calls',
    'api_errors',
    'lines_added',
    'lines_removed',
    'commits',
  ],
  rows: rows.map((row) => [
    row.sessionId,
    row.user,
    row.repo,
    row.team,
    row.source,
    row.startedAt,
    row.endedAt,
    hasPrompts(row) ? row.prompts : null,
    row.costUsd,
    row.totalTokens,
    hasPrompts(row) ? row.toolCalls : null,
    row.apiErrors,
    row.linesAdded,
    row.linesRemoved,
    row.commits,
  ]),
});
