import { describe, expect, it } from 'vitest';
import { addDays } from './days';
import {
  before,
  calendarRanges,
  comparedColumns,
  comparedDays,
  comparison,
  comparisonInFull,
  comparisonName,
  hasDays,
  isLastWeek,
  isPartial,
  isTodayAlone,
  lengthName,
  scopeLine,
  misunderstood,
  parseSearch,
  readQuery,
  scopeOf,
  toggled,
  untilToday,
  withNothing,
  writeQuery,
} from './filters';

const TODAY = '2026-11-23';

describe('the address', () => {
  it('shows four whole weeks by default, today included', () => {
    expect(scopeOf({}, TODAY)).toEqual({ from: '2026-10-27', to: TODAY, filters: {} });
  });
  it('comes back as it was written', () => {
    const search = { from: '2026-11-01', to: '2026-11-09', user: ['a@b.c', 'x+y@z'], repo: ['acme/api'] };
    expect(parseSearch(readQuery(writeQuery(search)))).toEqual(search);
  });
  it.each([
    ['?from=abc&to=2026-01-01'],
    ['?from=2026-02-30&to=2026-03-01'],
    ['?from=2026-03-02&to=2026-03-01'],
    ['?from=1900-01-01&to=2026-03-01'],
    ['?range=9w'],
    ['?from=2026-03-01'],
  ])('survives %s and says what it did not understand', (query) => {
    expect(scopeOf(parseSearch(readQuery(query)), TODAY).to).toBe(TODAY);
    expect(misunderstood(readQuery(query), TODAY).length).toBeGreaterThan(0);
  });
  it('ends today where it would end later, and says so', () => {
    const tomorrow = addDays(TODAY, 1);
    const range = (from: string, to: string) => untilToday(parseSearch({ from, to, repo: 'a' }), TODAY);
    expect(range('2026-11-01', tomorrow)).toEqual({ from: '2026-11-01', to: TODAY, repo: ['a'] });
    expect(range(tomorrow, tomorrow)).toEqual({ repo: ['a'] });
    expect(range('2026-11-01', TODAY)).toEqual({ from: '2026-11-01', to: TODAY, repo: ['a'] });
    expect(misunderstood({ from: '2026-11-01', to: tomorrow }, TODAY)).toEqual([`to=${tomorrow}`]);
    expect(misunderstood({ from: tomorrow, to: tomorrow }, TODAY)).toEqual([`from=${tomorrow}`, `to=${tomorrow}`]);
    expect(misunderstood({ from: '2026-11-01', to: TODAY }, TODAY)).toEqual([]);
  });
  it('drops empty and repeated values', () => {
    expect(parseSearch(readQuery('?user=&repo=a&repo=a'))).toEqual({ repo: ['a'] });
  });
});

describe('scopes', () => {
  it('compares with the same number of days directly before', () => {
    expect(before(scopeOf({}, TODAY))).toMatchObject({ from: '2026-09-29', to: '2026-10-26' });
  });
  it('is compared with no days where nothing is known before, and that is no week of its own', () => {
    const scope = scopeOf({ team: ['payments'] }, TODAY);
    const compared = withNothing(scope);
    expect([compared.now, compared.before, scope, null].map(hasDays)).toEqual([true, false, true, false]);
    expect([isLastWeek(scope, compared), isPartial(scope, compared)]).toEqual([false, false]);
  });
  describe('changes', () => {
    const told = (range: { from: string; to: string }, day = TODAY, firstDay?: string | null) => {
      const scope = { ...range, filters: {} };
      const compared = comparison(scope, day, firstDay);
      return { compared, name: comparisonName(scope, compared) };
    };
    it('are told by full days: today is left out, and its like before', () => {
      const { compared, name } = told({ from: '2026-11-17', to: TODAY });
      expect(compared).toMatchObject({
        now: { from: '2026-11-17', to: '2026-11-22' },
        before: { from: '2026-11-10', to: '2026-11-15' },
      });
      expect(name).toBe('6 full days, 17 Nov – 22 Nov against 10 Nov – 15 Nov');
      expect(compared && comparedDays(compared)).toBe('Full days only: 17 Nov – 22 Nov against 10 Nov – 15 Nov');
    });
    it('compare as many working days when today is a Sunday, too', () => {
      const { compared } = told({ from: '2026-11-16', to: '2026-11-22' }, '2026-11-22');
      expect(compared?.before).toMatchObject({ from: '2026-11-09', to: '2026-11-14' });
    });
    it('of days that are all over leave nothing out', () => {
      const { compared, name } = told({ from: '2026-11-09', to: '2026-11-22' });
      expect(compared).toMatchObject({
        now: { from: '2026-11-09', to: '2026-11-22' },
        before: { from: '2026-10-26', to: '2026-11-08' },
      });
      expect(name).toBe('2 weeks against the 2 weeks before');
      const scope = { from: '2026-11-09', to: '2026-11-22', filters: {} };
      expect(comparisonInFull(scope, compared)).toBe('2 weeks, 9 Nov – 22 Nov against 26 Oct – 8 Nov');
    });
    it('are none of today alone, nor of days to come', () => {
      const alone = (from: string) => isTodayAlone({ from, to: TODAY, filters: {} }, TODAY);
      expect([alone(TODAY), alone('2026-11-22')]).toEqual([true, false]);
      expect(told({ from: TODAY, to: TODAY })).toEqual({ compared: null, name: '' });
      expect(told({ from: '2026-12-01', to: '2026-12-03' }).compared).toBeNull();
    });
    it('of yesterday and today are told by yesterday', () => {
      const { compared, name } = told({ from: '2026-11-22', to: TODAY });
      expect(compared?.before).toMatchObject({ from: '2026-11-20', to: '2026-11-20' });
      expect(name).toBe('1 full day, Sun 22 Nov against Fri 20 Nov');
    });
    it('of one day that is over are told by the day before', () =>
      expect(told({ from: '2026-11-22', to: '2026-11-22' }).name).toBe('1 day against the day before'));
  });
  describe('changes of a range before which not all is known', () => {
    const FOUR_WEEKS = scopeOf({}, TODAY);
    const WEEKS = {
      now: { from: '2026-11-16', to: '2026-11-22' },
      before: { from: '2026-11-09', to: '2026-11-15' },
    };
    it.each(['2026-09-30', '2026-10-27', '2026-11-09'])(
      'are told by its last week, when the data begins on %s',
      (firstDay) => {
        const compared = comparison(FOUR_WEEKS, TODAY, firstDay);
        expect(compared).toMatchObject(WEEKS);
        expect(isLastWeek(FOUR_WEEKS, compared)).toBe(true);
        expect(isPartial(FOUR_WEEKS, compared)).toBe(true);
        expect(comparisonName(FOUR_WEEKS, compared)).toBe('the last 7 full days against the 7 days before');
        expect(comparisonInFull(FOUR_WEEKS, compared)).toBe(
          'the last 7 full days, 16 Nov – 22 Nov against 9 Nov – 15 Nov',
        );
        expect(comparedColumns(FOUR_WEEKS, compared, 'cost_usd')).toEqual([
          'cost_usd_last_7_full_days',
          'cost_usd_7_days_before',
        ]);
      },
    );
    it.each(['2026-09-29', '2026-01-01', null, undefined])('are as ever when it begins on %s', (firstDay) => {
      const compared = comparison(FOUR_WEEKS, TODAY, firstDay);
      expect(compared).toEqual(comparison(FOUR_WEEKS, TODAY));
      expect(isLastWeek(FOUR_WEEKS, compared)).toBe(false);
      expect(comparedColumns(FOUR_WEEKS, compared, 'cost_usd')).toEqual(['cost_usd_full_days', 'cost_usd_before']);
    });
    it('are as ever when the data has no two weeks', () =>
      expect(comparison(FOUR_WEEKS, TODAY, '2026-11-10')).toEqual(comparison(FOUR_WEEKS, TODAY)));
    it('are none when the days before are known in part, and the range has no two full weeks', () => {
      const short = { from: '2026-11-10', to: TODAY, filters: {} };
      expect(comparison(short, TODAY, '2026-11-05')).toBeNull();
      expect(comparison(short, TODAY, '2026-10-27')).toEqual(comparison(short, TODAY));
      expect(comparison(short, TODAY, '2026-11-09')).toEqual(comparison(short, TODAY));
      const week = scopeOf({ range: '1w' }, TODAY);
      expect(comparison(week, TODAY, '2026-11-14')).toBeNull();
      expect(comparisonName(week, comparison(week, TODAY, '2026-11-14'))).toBe('');
      expect(comparison(week, TODAY, '2026-11-10')).toEqual(comparison(week, TODAY));
      const enough = { from: '2026-11-09', to: TODAY, filters: {} };
      expect(comparison(enough, TODAY, '2026-11-05')).toMatchObject(WEEKS);
    });
    it('of days that are over are told by the last of them, and keep the filters', () => {
      const scope = { from: '2025-09-30', to: '2025-10-27', filters: { repo: ['acme/api'] } };
      const compared = comparison(scope, TODAY, '2025-09-30');
      expect(compared).toEqual({
        now: { from: '2025-10-21', to: '2025-10-27', filters: { repo: ['acme/api'] } },
        before: { from: '2025-10-14', to: '2025-10-20', filters: { repo: ['acme/api'] } },
      });
      expect(comparisonName(scope, compared)).toBe('the last 7 days against the 7 days before');
    });
    it('are none of today alone', () =>
      expect(comparison({ from: TODAY, to: TODAY, filters: {} }, TODAY, TODAY)).toBeNull());
  });
  it('say themselves in one line', () => {
    expect(scopeLine({ ...scopeOf({}, TODAY), filters: { repo: ['acme/api', 'acme/web'], user: ['mira@x'] } })).toBe(
      '27 Oct – 23 Nov 2026, UTC · user mira@x · repo acme/api, acme/web',
    );
    expect(scopeLine({ from: '2025-12-30', to: '2026-01-02', filters: {} })).toBe('30 Dec 2025 – 2 Jan 2026, UTC');
  });
  it('names lengths', () => {
    expect(lengthName(scopeOf({}, TODAY))).toBe('4 weeks');
    expect(lengthName(scopeOf({ range: '1w' }, TODAY))).toBe('7 days');
    expect(lengthName({ from: TODAY, to: TODAY, filters: {} })).toBe('1 day');
  });
});

describe('a click', () => {
  it('filters, and again it does not', () => {
    const once = toggled({}, 'repo', 'a', false);
    expect(once.repo).toEqual(['a']);
    expect(toggled(once, 'repo', 'a', false).repo).toBeUndefined();
  });
  it('replaces; with shift it adds', () => {
    expect(toggled({ repo: ['a'] }, 'repo', 'b', false).repo).toEqual(['b']);
    expect(toggled({ repo: ['a'] }, 'repo', 'b', true).repo).toEqual(['a', 'b']);
  });
});

describe('weeks and months of the calendar', () => {
  const named = (today: string) =>
    Object.fromEntries(calendarRanges(today).map(({ name, from, to }) => [name, [from, to]]));
  it('begin on Monday and on the first', () =>
    expect(named('2026-11-25')).toMatchObject({
      'This week': ['2026-11-23', '2026-11-25'],
      'Last week': ['2026-11-16', '2026-11-22'],
      'This month': ['2026-11-01', '2026-11-25'],
      'Last month': ['2026-10-01', '2026-10-31'],
    }));
  it('a Sunday ends its week, and January follows December', () =>
    expect(named('2027-01-03')).toMatchObject({
      'This week': ['2026-12-28', '2027-01-03'],
      'Last month': ['2026-12-01', '2026-12-31'],
    }));
});
