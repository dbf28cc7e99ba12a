import { describe, expect, it } from 'vitest';
import { rollup } from '@/lib/fixtures';
import { columnsOf } from './columns';
import { type GroupRow, groupsHeadline, groupsTable, half, medians, shapeGroups } from './shape';

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

const group = (key: string, costUsd: number, more: Partial<GroupRow> = {}): GroupRow => ({
  key,
  name: key,
  team: '',
  row: rollup({ costUsd, sessions: 2, prompts: 4 }),
  line: [],
  full: costUsd,
  before: 0,
  change: costUsd,
  activeDays: 1,
  costPerDay: costUsd,
  hit: null,
  lowHit: false,
  accepted: null,
  lastDay: null,
  ...more,
});

describe('medians', () => {
  it('are the middle of those who were active, and of what is known', () => {
    const rows = [
      group('a', 9, { activeDays: 3, hit: 0.9 }),
      group('b', 1, { activeDays: 2, hit: null }),
      group('c', 4, { activeDays: 8, hit: 0.8, row: rollup({ costUsd: 4, sessions: 5, prompts: 0 }) }),
      group('idle', 0, { activeDays: 0 }),
      group('', 500),
    ];
    expect(medians(rows)).toMatchObject({ cost: 4, days: 3, sessions: 2, prompts: 4, accepted: null });
    expect(medians(rows)?.hit).toBeCloseTo(0.85);
  });
  it('of nobody are none', () => expect(medians([group('idle', 0)])).toBeNull());
  it('stand below the totals of people, and of nothing else', () => {
    const about = { total: undefined, today: '2026-11-23', perModel: false, byDay: true, compares: true };
    const middle = (by: 'user' | 'repo') =>
      columnsOf(by, [group('a', 9), group('b', 1)], about).find((column) => column.id === 'cost')?.middle;
    expect([middle('user'), middle('repo')]).toEqual(['$5.00', null]);
  });
});

describe('the column of changes', () => {
  const ids = (compares: boolean) =>
    columnsOf('user', [group('a', 9)], {
      total: undefined,
      today: '2026-11-23',
      perModel: false,
      byDay: true,
      compares,
    }).map((column) => column.id);
  it('is none when nothing is before', () => {
    expect(ids(true)).toContain('change');
    expect(ids(false)).not.toContain('change');
  });
});

describe('the headline of a table', () => {
  const four = [group('a', 6), group('b', 3), group('c', 2), group('d', 1)];
  it('of people says how few make half, and ranks nobody', () => {
    expect(groupsHeadline('user', four)).toBe('4 developers were active. Half of the cost is 1 developer.');
    expect(groupsHeadline('user', [group('a', 6)])).toBe('1 developer was active.');
    expect(groupsHeadline('user', [group('idle', 0)])).toBe('Nobody spent anything in these days.');
  });
  it('of repos and models names the largest', () => {
    expect(groupsHeadline('repo', [group('acme/api', 6), ...four.slice(1)])).toBe(
      '4 repos cost $12.00. api was 50\u202f% of it.',
    );
    expect(groupsHeadline('model', [group('opus-4-8', 6)])).toBe('1 model cost $6.00.');
    expect(groupsHeadline('repo', [group('', 6), group('acme/web', 2)])).toContain('unattributed was 75\u202f%');
  });
});
