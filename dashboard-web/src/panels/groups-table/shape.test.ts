import { describe, expect, it } from 'vitest';
import { rollup } from '@/lib/fixtures';
import { groupsTable, half, shapeGroups } from './shape';

describe('people', () => {
  const rows = shapeGroups({
    by: 'user',
    now: [rollup({ user: 'b', costUsd: 1 }), rollup({ user: 'a', costUsd: 9, inputTokens: 50, cacheReadTokens: 50 })],
    full: [rollup({ user: 'a', costUsd: 7 })],
    before: [rollup({ user: 'a', costUsd: 4 })],
    series: { step: 'day', starts: ['2026-11-20', '2026-11-21'], series: [{ key: 'a', costUsd: [0, 9] }] },
    teams: [rollup({ user: 'a', team: 'core', costUsd: 9 })],
    total: rollup({ inputTokens: 10, cacheReadTokens: 90 }),
  });
  it('have their days, their team and their change', () => {
    expect(rows[0]).toMatchObject({
      key: 'a',
      team: 'core',
      change: 3,
      line: [0, 9],
      activeDays: 1,
      lowHit: true,
      lastDay: '2026-11-21',
    });
    expect(rows[1]).toMatchObject({ key: 'b', activeDays: 0, costPerDay: null, lowHit: false });
  });
  it('export what is known: with models chosen no prompts, commits or lines', () => {
    expect(groupsTable('user', rows, false).columns).toContain('commits');
    const table = groupsTable('user', rows, true);
    expect(table.columns).not.toContain('commits');
    expect(table.columns).not.toContain('prompts');
    expect(table.rows[0]).toHaveLength(table.columns.length);
  });
  it('over a long range have months, and no days that nobody counted', () => {
    const [row] = shapeGroups({
      by: 'user',
      now: [rollup({ user: 'a', costUsd: 9 })],
      full: [],
      before: [],
      series: { step: 'month', starts: ['2026-06-30', '2026-07-01'], series: [{ key: 'a', costUsd: [4, 5] }] },
      teams: [],
      total: rollup(),
    });
    expect(row).toMatchObject({ line: [4, 5], activeDays: null, costPerDay: null, lastDay: null });
    expect(groupsTable('user', row ? [row] : [], false).columns).not.toContain('active_days');
  });
  it('the fewest that make half', () => expect(half(rows)).toBe(1));
});
