import { expect, it } from 'vitest';
import type { Session } from '@/lib/api/sessions';
import { columnsOf } from './columns';
import { lengthOf, sessionsTable } from './shape';

const row: Session = {
  sessionId: 'abcdef',
  user: 'u',
  repo: 'r',
  team: 't',
  source: 'claude_code',
  startedAt: '2026-11-18T14:00:00Z',
  endedAt: '2026-11-18T15:00:00Z',
  prompts: 2,
  costUsd: 4,
  totalTokens: 100,
  toolCalls: 0,
  apiErrors: 0,
  linesAdded: 12,
  linesRemoved: null,
  commits: 1,
  costParts: [1, 0, 3],
};
const metricsOnly: Session = { ...row, prompts: 0, endedAt: row.startedAt, costParts: [] };

const drawn = (of: Session, id: string) => {
  const column = columnsOf([of]).find((each) => each.id === id);
  return column?.draw ? column.draw(of) : column?.value(of);
};

it('what metrics alone do not tell is no zero', () => {
  expect([lengthOf(row), lengthOf(metricsOnly)]).toEqual([3_600_000, null]);
  for (const id of ['length', 'shape', 'prompts', 'tools']) expect(drawn(metricsOnly, id), id).toBe('–');
  expect([drawn(row, 'tools'), drawn(row, 'commits'), drawn(row, 'lines'), drawn(row, 'removed')]).toEqual([
    '0',
    '1',
    '12',
    '–',
  ]);
  const { columns, rows } = sessionsTable([row, metricsOnly]);
  const at = columns.indexOf('tool_calls');
  expect(rows.map((cells) => cells[at])).toEqual([0, null]);
});
