import { describe, expect, it } from 'vitest';
import { lengthOf, type Session } from '@/lib/api/sessions';
import { sessionOf } from '@/lib/fixtures';
import { columnsOf } from './columns';
import { LIMIT, sessionsHeadline, sessionsTable, withinOf } from './shape';

const row = sessionOf({
  endedAt: '2026-11-18T15:00:00Z',
  toolCalls: 0,
  linesAdded: 12,
  commits: 1,
  costParts: [1, 0, 3],
});
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

const many = (count: number) => Array.from({ length: count }, () => sessionOf({ costUsd: 3 }));

describe('the headline of sessions', () => {
  it('counts and adds up what is there', () => {
    expect(sessionsHeadline(many(2))).toBe('2 sessions cost $6.00.');
    expect(sessionsHeadline([])).toBe('No sessions in these days.');
  });
  it('adds nothing up when there may be more', () =>
    expect(sessionsHeadline(many(LIMIT))).toBe('The latest 1,000 sessions.'));
  it('goes with a search that says where it looks, when that is not everywhere', () =>
    expect([withinOf(many(LIMIT)), withinOf(many(LIMIT - 1))]).toEqual(['in the latest 1,000', undefined]));
});
