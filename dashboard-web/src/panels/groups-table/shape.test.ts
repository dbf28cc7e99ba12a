import { describe, expect, it } from 'vitest';
import { rollup } from '@/lib/fixtures';
import { columnsOf } from './columns';
import { type GroupRow, groupsHeadline, groupsTable, half, medians, shapeGroups } from './shape';

const COMPARED = ['cost_usd_full_days', 'cost_usd_before'] as const;

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
    expect(groupsTable('user', rows, false, COMPARED).columns).toContain('commits');
    const alone = groupsTable('user', rows, false, null).columns;
    expect(alone.filter((name) => /full_days|before/.test(name))).toEqual([]);
    const table = groupsTable('user', rows, true, COMPARED);
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
    expect(groupsTable('user', row ? [row] : [], false, COMPARED).columns).not.toContain('active_days');
  });
  it('the fewest that make half', () => expect(half(rows)).toBe(1));
});

describe('what is gone', () => {
  const rows = shapeGroups({
    by: 'repo',
    now: [rollup({ repo: 'acme/api', costUsd: 300, commits: 2 })],
    full: [rollup({ repo: 'acme/api', costUsd: 300 })],
    before: [
      rollup({ repo: 'acme/api', costUsd: 100 }),
      rollup({ repo: 'acme/old', costUsd: 500, commits: 9, sessions: null, inputTokens: 5, cacheReadTokens: 5 }),
      rollup({ repo: '', prompts: 4 }),
    ],
    series: { step: 'day', starts: ['2026-11-20'], series: [{ key: 'acme/api', costUsd: [300] }] },
    teams: [],
    total: undefined,
  });
  const about = { total: undefined, today: '2026-11-23', perModel: false, byDay: true, compares: true };
  const columns = columnsOf('repo', rows, { ...about, lastWeek: false });
  const column = (id: string) => columns.find((each) => each.id === id);
  it('has a row of nothing, so that changes add up', () => {
    expect(rows.map((row) => [row.key, row.change])).toEqual([
      ['acme/api', 200],
      ['acme/old', -500],
    ]);
    expect(column('change')?.total).toBe('−$300');
    expect(rows[1]?.row).toEqual(rollup({ repo: 'acme/old' }));
    expect(rows[1]).toMatchObject({
      line: [],
      activeDays: 0,
      costPerDay: null,
      hit: null,
      perCommit: null,
      lastDay: null,
    });
  });
  it('is drawn without what there is none of', () =>
    expect(
      ['cost', 'change', 'activeDays', 'sessions', 'hit', 'commits', 'perCommit', 'lines', 'failures', 'last'].map(
        (id) => (id === 'hit' ? rows[1]?.hit : rows[1] && column(id)?.draw?.(rows[1])),
      ),
    ).toEqual(['$0.00', '−$500', '–', '0', null, '–', '–', '–', '–', '–']));
  it('is counted nowhere', () => {
    expect(column('name')?.total).toBe('1 repo');
    expect(groupsHeadline('repo', rows)).toBe('1 repo cost $300.');
  });
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
  perCommit: null,
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
      group('unknown', 500),
    ];
    expect(medians(rows)).toMatchObject({ cost: 4, days: 3, sessions: 2, prompts: 4, accepted: null });
    expect(medians(rows)?.hit).toBeCloseTo(0.85);
  });
  it('of nobody are none', () => expect(medians([group('idle', 0)])).toBeNull());
  it('stand below the totals of people, and of nothing else', () => {
    const about = {
      total: undefined,
      today: '2026-11-23',
      perModel: false,
      byDay: true,
      compares: true,
      lastWeek: false,
    };
    const middle = (by: 'user' | 'repo') =>
      columnsOf(by, [group('a', 9), group('b', 1)], about).find((column) => column.id === 'cost')?.middle;
    expect([middle('user'), middle('repo')]).toEqual(['$5.00', null]);
  });
});

describe('the column of changes', () => {
  const about = { total: undefined, today: '2026-11-23', perModel: false, byDay: true, lastWeek: false };
  const columns = (compares: boolean, lastWeek = false) =>
    columnsOf('user', [group('a', 9)], { ...about, compares, lastWeek });
  const ids = (compares: boolean) => columns(compares).map((column) => column.id);
  it('is none when nothing is before', () => {
    expect(ids(true)).toContain('change');
    expect(ids(false)).not.toContain('change');
  });
  it('calls nobody new who was not there in one week alone', () => {
    const drawn = (lastWeek: boolean) => {
      const change = columns(true, lastWeek).find((column) => column.id === 'change');
      return change?.draw?.(group('a', 9));
    };
    expect(drawn(false)).toBe('new');
    expect(drawn(true)).toBe('+$9.00');
  });
  it('is exported by the names of its days', () => {
    const week = ['cost_usd_last_7_full_days', 'cost_usd_7_days_before'] as const;
    const { columns: names, rows } = groupsTable('user', [group('a', 9, { full: 5, before: 2 })], false, week);
    expect(names.slice(2, 5)).toEqual(['cost_usd', ...week]);
    expect(rows[0]?.slice(2, 5)).toEqual([9, 5, 2]);
  });
});

describe('cost per commit', () => {
  const rows = shapeGroups({
    by: 'repo',
    now: [
      rollup({ repo: 'acme/api', costUsd: 10, commits: 3 }),
      rollup({ repo: 'acme/web', costUsd: 2, commits: 1 }),
      rollup({ repo: 'acme/notes', costUsd: 1 }),
    ],
    full: [],
    before: [],
    series: { step: 'day', starts: [], series: [] },
    teams: [],
    total: undefined,
  });
  const about = { total: undefined, today: '2026-11-23', byDay: true, compares: false, lastWeek: false };
  const column = (perModel: boolean) =>
    columnsOf('repo', rows, { ...about, perModel }).find((each) => each.id === 'perCommit');
  it('is a column that is off at first, with all cost by all commits below', () => {
    expect(column(false)).toMatchObject({ off: true, total: '$3.25' });
    expect(rows.map((row) => column(false)?.draw?.(row))).toEqual(['$3.33', '$2.00', '–']);
  });
  it('is none where there are no commits, and not known per model', () => {
    expect(rows.at(-1)).toMatchObject({ key: 'acme/notes', perCommit: null });
    expect(column(true)).toBeUndefined();
    expect(groupsTable('repo', rows, true, COMPARED).columns).not.toContain('cost_usd_per_commit');
  });
  it('is exported in whole micro-dollars', () => {
    const table = groupsTable('repo', rows, false, COMPARED);
    const at = table.columns.indexOf('cost_usd_per_commit');
    expect(table.rows.map((row) => row[at])).toEqual([3.333333, 2, null]);
  });
  it('of people stands beside the median of those who committed', () =>
    expect(medians([group('a', 9, { perCommit: 3 }), group('b', 4, { perCommit: 1 }), group('c', 2)])?.perCommit).toBe(
      2,
    ));
});

describe('the headline of a table', () => {
  const four = [group('a', 6), group('b', 3), group('c', 2), group('d', 1)];
  it('of people says how few make half, and ranks nobody', () => {
    expect(groupsHeadline('user', four)).toBe('4 developers were active. Half of the cost is 1 developer.');
    expect(groupsHeadline('user', [group('a', 6)])).toBe('1 developer was active.');
    expect(groupsHeadline('user', [group('idle', 0)])).toBe('Nobody spent anything in these days.');
  });
  it('of people counts nobody who is not named', () => {
    expect(groupsHeadline('user', [...four, group('unknown', 0.5)])).toBe(
      '4 developers were active. Half of the cost is 2 developers.',
    );
    expect(groupsHeadline('user', [group('unknown', 50), ...four])).toBe('4 developers were active.');
    expect(groupsHeadline('user', [group('unknown', 50)])).toBe('$50.00 was spent, and no record names a developer.');
  });
  it('of repos and models names the largest', () => {
    expect(groupsHeadline('repo', [group('acme/api', 6), ...four.slice(1)])).toBe(
      '4 repos cost $12.00. api was 50\u202f% of it.',
    );
    expect(groupsHeadline('model', [group('opus-4-8', 6)])).toBe('1 model cost $6.00.');
    expect(groupsHeadline('repo', [group('unattributed', 6), group('acme/web', 2)])).toBe(
      '1 repo and unnamed ones cost $8.00. unattributed was 75\u202f% of it.',
    );
    expect(groupsHeadline('repo', [group('unattributed', 6)])).toBe('Unnamed repos cost $6.00.');
  });
});
