import { describe, expect, it } from 'vitest';
import { comparison } from '@/lib/filters';
import { addDays } from '@/lib/days';
import { rollup } from '@/lib/fixtures';
import { figuresTable, grown, shapeFigures, totalsOf } from './shape';

const TODAY = '2026-11-22';

function input({ days = 2, models, until = '2026-11-21' }: { days?: number; models?: string[]; until?: string } = {}) {
  const scope = { from: addDays(until, 1 - days), to: until, filters: models ? { model: models } : {} };
  return {
    all: { row: rollup({ costUsd: 5, sessions: 9 }), active: 3, nobodysUsd: 0 },
    full: { row: rollup({ costUsd: 4, sessions: 7 }), active: 2, nobodysUsd: 0 },
    before: { row: rollup({ costUsd: 4, sessions: 8 }), active: 3, nobodysUsd: 0 },
    days: Array.from({ length: days }, (_, at) => rollup({ day: addDays(scope.from, at), costUsd: at + 1 })),
    activeDays: [],
    scope,
    compared: comparison(scope, TODAY),
    today: TODAY,
  };
}

const named = (name: string, figures: ReturnType<typeof shapeFigures>) => figures.find((each) => each.name === name);

describe('figures', () => {
  it('have changes in percent, and in times from ten times on', () => {
    expect([grown(110, 100), grown(999, 100), grown(1000, 100), grown(364.3, 1)]).toEqual([
      '▲ 10\u202f%',
      '▲ 899\u202f%',
      '▲ 10 ×',
      '▲ 364 ×',
    ]);
    expect([grown(0, 5), grown(5, 5), grown(5, 0), grown(0, 0)]).toEqual(['▼ 100\u202f%', 'level', 'new', '']);
  });
  it('are eight', () => expect(shapeFigures(input())).toHaveLength(8));
  it('leave out with models chosen what would be a false 0', () => {
    const models = ['claude-opus-4-8'];
    expect(shapeFigures(input({ models })).map((figure) => figure.name)).toEqual([
      'Cost',
      'Per active developer',
      'Active developers',
      'Cache hit',
      'Sessions',
    ]);
    expect(figuresTable(input({ models })).rows.map(([name]) => name)).not.toContain('commits');
    expect(figuresTable(input()).rows).toContainEqual(['cost_usd', 5, 4, 4]);
    const first = { ...input(), before: { row: rollup({ costUsd: 0 }), active: 0, nobodysUsd: 0 } };
    expect(figuresTable(first).rows).toContainEqual(['cost_usd', 5, 4, null]);
    expect(figuresTable(first).rows).toContainEqual(['active_developers', 3, 2, null]);
  });

  it('show today, and tell changes by full days', () => {
    const figures = shapeFigures(input({ until: TODAY, days: 7 }));
    expect(named('Cost', figures)).toMatchObject({
      value: '$5.00',
      delta: 'level',
      from: 'from $4.00',
      title: 'Full days only: $4.00 in 16 Nov – 21 Nov, $4.00 in 9 Nov – 14 Nov',
    });
    expect(named('Active developers', figures)).toMatchObject({ value: '3', delta: '−1' });
    expect(named('Sessions', figures)).toMatchObject({ value: '9', delta: '▼ 13\u202f%', from: 'from 8' });
  });
  it('colour the cache hit alone, from one point on', () => {
    const of = (cacheReadTokens: number, rejects: number) => ({
      row: rollup({ costUsd: 4, inputTokens: 1000 - cacheReadTokens, cacheReadTokens, accepts: 10 - rejects, rejects }),
      active: 2,
      nobodysUsd: 0,
    });
    const tones = (full: number, before: number) =>
      shapeFigures({ ...input(), all: of(full, 5), full: of(full, 5), before: of(before, 1) }).flatMap(
        ({ name, tone }) => (tone ? [[name, tone]] : []),
      );
    expect(tones(910, 900)).toEqual([['Cache hit', 'good']]);
    expect(tones(889, 900)).toEqual([['Cache hit', 'mend']]);
    expect(tones(892, 900)).toEqual([]);
  });
  it('need no such title when all days are over', () =>
    expect(named('Cost', shapeFigures(input()))).not.toHaveProperty('title'));
  it('compare nothing when the range is today alone', () => {
    const alone = { ...input({ until: TODAY, days: 1 }), full: { row: undefined, active: 0, nobodysUsd: 0 } };
    expect(shapeFigures(alone).every((figure) => figure.delta === undefined)).toBe(true);
    expect(figuresTable(alone).rows).toContainEqual(['active_developers', 3, null, 3]);
  });

  describe('of work that names nobody', () => {
    const user = (name: string, costUsd: number) => ({
      user: name,
      costUsd,
      lastActiveDay: TODAY,
      activeDays: 1,
      sessions: 1,
      prompts: 1,
    });
    const told = (...users: ReturnType<typeof user>[]) => {
      const all = totalsOf(rollup({ costUsd: 90 }), { days: [], dau: 0, wau: 0, mau: 0, users });
      return shapeFigures({ ...input(), all });
    };
    it('count who is named, and divide what they cost', () => {
      const figures = told(user('unknown', 80), user('mira@x', 6), user('jun@x', 4));
      expect(named('Active developers', figures)?.value).toBe('2');
      expect(named('Per active developer', figures)).toMatchObject({
        value: '$5.00',
        title: 'Without $80.00 that names nobody',
      });
      expect(named('Cost', figures)?.value).toBe('$90.00');
      expect(named('Per active developer', told(user('mira@x', 90)))).not.toHaveProperty('title');
    });
    it('do not say that a developer costs nothing when nobody is named', () =>
      expect(named('Per active developer', told(user('unknown', 90)))).toMatchObject({
        value: '–',
        from: 'no record names one',
      }));
  });

  describe('of a range before which not all is known', () => {
    const young = input({ until: TODAY, days: 28 });
    young.compared = comparison(young.scope, TODAY, young.scope.from);
    young.full.row = rollup({ costUsd: 4, sessions: 7, linesAdded: 5 });
    const figures = shapeFigures(young);
    it('mark the change of the last week as one, with its days', () => {
      expect(named('Cost', figures)).toMatchObject({
        value: '$5.00',
        delta: 'level',
        from: 'in 7 days',
        title: 'Full days only: $4.00 in 15 Nov – 21 Nov, $4.00 in 8 Nov – 14 Nov',
      });
      expect(named('Active developers', figures)).toMatchObject({ value: '3', delta: '−1', from: 'in 7 days' });
    });
    it('call nothing new that was not there in one week alone', () => {
      expect(named('Lines added', figures)).toMatchObject({ from: '5 in 7 days' });
      expect(named('Lines added', figures)?.delta).toBeUndefined();
      expect(named('Commits', figures)).toMatchObject({ from: 'none in 14 days' });
    });
    it('export by the names of those days', () =>
      expect(figuresTable(young).columns).toEqual([
        'figure',
        'value',
        'value_last_7_full_days',
        'value_7_days_before',
      ]));
  });

  describe('cost per commit', () => {
    const commits = (more: Parameters<typeof input>[0], [all, full, before]: [number, number, number]) => {
      const given = input(more);
      given.all.row = rollup({ costUsd: 81, commits: all });
      given.full.row = rollup({ costUsd: 80, commits: full });
      given.before.row = rollup({ costUsd: 70, commits: before });
      return given;
    };
    const caveat = '$4.05 is all cost by all commits: not everything that costs ends in a commit';
    it('stands beside the commits, and says what it is', () => {
      const given = commits({}, [20, 20, 10]);
      expect(named('Commits', shapeFigures(given))).toMatchObject({
        value: '20',
        aside: '$4.05 each',
        delta: '▲ 100\u202f%',
        from: 'from 10',
        title: caveat,
      });
      expect(figuresTable(given).rows).toContainEqual(['cost_usd_per_commit', 4.05, 4, 7]);
    });
    it('keeps the days that are compared', () =>
      expect(named('Commits', shapeFigures(commits({ until: TODAY, days: 7 }, [20, 19, 10])))?.title).toBe(
        `Full days only: 19 in 16 Nov – 21 Nov, 10 in 9 Nov – 14 Nov. ${caveat}`,
      ));
    it('is there without anything to compare with', () => {
      const given = commits({}, [20, 20, 0]);
      given.before.row = undefined as never;
      const figure = named('Commits', shapeFigures(given));
      expect(figure).toMatchObject({ aside: '$4.05 each', title: caveat });
      expect(figure?.delta).toBeUndefined();
    });
    it('never is of no commits, nor of one model', () => {
      const none = commits({}, [0, 0, 10]);
      expect(named('Commits', shapeFigures(none))).toMatchObject({ from: 'from 10' });
      expect(figuresTable(none).rows).toContainEqual(['cost_usd_per_commit', null, null, 7]);
      const model = commits({ models: ['claude-opus-4-8'] }, [20, 20, 10]);
      expect(JSON.stringify(shapeFigures(model))).not.toContain('each');
      expect(figuresTable(model).rows.map(([name]) => name)).not.toContain('cost_usd_per_commit');
    });
  });

  describe('trends', () => {
    it('of less than two weeks are the days themselves, without today', () =>
      expect(named('Cost', shapeFigures(input({ until: TODAY, days: 13 })))?.trend).toEqual(
        Array.from({ length: 12 }, (_, at) => at + 1),
      ));
    it('of more are means of whole weeks', () =>
      expect(named('Cost', shapeFigures(input({ days: 14 })))?.trend).toEqual([4, 5, 6, 7, 8, 9, 10, 11]));
    it('that fall are drawn falling', () => {
      const falling = { ...input({ days: 7 }) };
      falling.days = falling.days.map((row, at) => ({ ...row, costUsd: 7 - at }));
      expect(named('Cost', shapeFigures(falling))?.trend).toEqual([7, 6, 5, 4, 3, 2, 1]);
    });
  });
});
