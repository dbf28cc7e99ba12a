import { activePeople, type ActiveUsers } from '@/lib/api/panels';
import { acceptRatio, costPerCommit, HIT_STEP, hitRatio, type RollupRow } from '@/lib/api/rollups';
import { daysBetween } from '@/lib/days';
import { compact, count, NONE, percent, percentExact, points, usd } from '@/lib/format';
import { comparedColumns, type Comparison, isLastWeek, isPartial, isPerModel, type Scope, spell } from '@/lib/filters';
import type { DataTable } from '@/lib/csv';
import { isNamed } from '@/lib/names';
import { change, sumOf, trailingMean, wholeMicros } from '@/lib/stats';
import type { Figure } from '@/ui/Figures';

export interface Totals {
  row: RollupRow | undefined;
  /** People who were active. */
  active: number;
  /** Cost of what names nobody. */
  nobodysUsd: number;
}

export function totalsOf(row: RollupRow | undefined, users: ActiveUsers): Totals {
  const nobodys = users.users.filter(({ user }) => !isNamed('user', user));
  return { row, active: activePeople(users).length, nobodysUsd: sumOf(nobodys, ({ costUsd }) => costUsd) };
}

export interface FiguresInput {
  /** What is shown: today so far included. */
  all: Totals;
  /** What changes are told by: full days, and those before. */
  full: Totals;
  before: Totals;
  days: readonly RollupRow[];
  activeDays: ActiveUsers['days'];
  scope: Scope;
  compared: Comparison | null;
  today: string;
}

/** From ten times as much on, a percentage has too many digits to be read. */
const TIMES_FROM = 9;

/** ▲ 10 %, ▲ 364 × */
export function grown(now: number, before: number): string {
  const ratio = change(now, before);
  if (ratio === null) return now === 0 ? '' : 'new';
  if (Math.round(Math.abs(ratio) * 100) === 0) return 'level';
  if (ratio >= TIMES_FROM) return `▲ ${count(Math.round(ratio + 1))} ×`;
  return `${ratio > 0 ? '▲' : '▼'} ${percent(Math.abs(ratio))}`;
}

type Write = (value: number) => string;

/** How the change of the last week alone is marked, beside a value of all days. */
const IN_A_WEEK = 'in 7 days';

/** `told`: what is shown has more days than what is compared, so the title says what was. `week`: the last week alone is. */
function cells(told: Comparison | null, week: boolean) {
  const title = (full: string, before: string) =>
    told
      ? {
          title: `Full days only: ${full} in ${spell(told.now.from, told.now.to)}, ${before} in ${spell(told.before.from, told.before.to)}`,
        }
      : {};
  /** Nothing in the week before says nothing about earlier ones: neither "new" nor "none before". */
  const change = (full: number, before: number, write: Write): Pick<Figure, 'delta' | 'from'> => {
    if (!week) return { delta: grown(full, before), from: before === 0 ? 'none before' : `from ${write(before)}` };
    if (before > 0) return { delta: grown(full, before), from: IN_A_WEEK };
    return { from: full === 0 ? 'none in 14 days' : `${write(full)} ${IN_A_WEEK}` };
  };
  return {
    amount: (name: string, [all, full, before]: Three<number>, write: Write, trend: number[]): Figure => ({
      name,
      value: write(all),
      ...change(full, before, write),
      trend,
      ...title(write(full), write(before)),
    }),
    share: (name: string, [all, full, before]: Three<number | null>, judged: boolean, trend: number[]): Figure => {
      if (all === null) return { name, value: '–', from: 'no data' };
      if (full === null || before === null) return { name, value: percentExact(all), from: '', trend };
      const step = full - before;
      const tone = !judged || Math.abs(step) < HIT_STEP ? undefined : step > 0 ? 'good' : 'mend';
      return {
        name,
        value: percentExact(all),
        delta: points(step),
        from: week ? IN_A_WEEK : `from ${percentExact(before)}`,
        trend,
        ...(tone ? { tone } : {}),
        ...title(percentExact(full), percentExact(before)),
      };
    },
  };
}

/** Commits with what each cost, where there are any. */
function withEach(commits: Figure, row: RollupRow | undefined): Figure {
  const each = row ? costPerCommit(row) : null;
  if (each === null) return commits;
  const caveat = `${usd(each)} is all cost by all commits: not everything that costs ends in a commit`;
  return {
    ...commits,
    aside: `${usd(each)} each`,
    title: commits.title ? `${commits.title}. ${caveat}` : caveat,
  };
}

/** Shown, of the full days, of those before. */
type Three<T> = readonly [all: T, full: T, before: T];

/** From here on a mean of 7 days has days behind it; fewer are drawn as they are. */
const MEANS_FROM = 14;

const COMMITS = 'Commits';
const PER_DEVELOPER = 'Per active developer';

/** What names nobody is not divided among those who are named; where nobody is, nothing is known of one. */
function withoutNobodys(each: Figure, { row, active, nobodysUsd }: Totals): Figure {
  if (active === 0 && (row?.costUsd ?? 0) > 0) return { name: each.name, value: NONE, from: 'no record names one' };
  if (nobodysUsd === 0) return each;
  const caveat = `Without ${usd(nobodysUsd)} that names nobody`;
  return { ...each, title: each.title ? `${each.title}. ${caveat}` : caveat };
}

/** The eight numbers above everything else, five when models are chosen. Trends leave today out. */
export function shapeFigures(input: FiguresInput): Figure[] {
  const { all, full, before, days, activeDays, scope, compared, today } = input;
  const byDay = new Map(days.map((row) => [row.day, row]));
  const complete = daysBetween(scope.from, scope.to).filter((day) => day < today);
  // The first days have no week behind them: their means would be peaks that never were.
  const smooth = (values: number[]): number[] =>
    complete.length < MEANS_FROM ? values : trailingMean(values, 7).slice(6);
  const trend = (measure: (row: RollupRow) => number): number[] =>
    smooth(
      complete.map((day) => {
        const row = byDay.get(day);
        return row ? measure(row) : 0;
      }),
    );
  // A day without requests has no ratio: it is left out, not drawn as zero.
  const ratios = (measure: (row: RollupRow) => number | null): number[] =>
    smooth(
      complete
        .map((day) => {
          const row = byDay.get(day);
          return row ? measure(row) : null;
        })
        .filter((value) => value !== null),
    );
  const three = <T>(measure: (totals: Totals) => T): Three<T> => [measure(all), measure(full), measure(before)];
  const total = (measure: (row: RollupRow) => number | null): Three<number> =>
    three(({ row }) => (row ? (measure(row) ?? 0) : 0));
  const known = (measure: (row: RollupRow) => number | null): Three<number | null> =>
    three(({ row }) => (row ? measure(row) : null));
  const users = new Map(activeDays.map((day) => [day.day, day.activeUsers]));
  const moreActive = full.active - before.active;
  const week = isLastWeek(scope, compared);
  // Said once, above: eight cells that say it again would be noise.
  const compares = compared !== null && (before.row?.costUsd ?? 0) > 0;
  const { amount, share } = cells(week || isPartial(scope, compared) ? compared : null, week);
  const figures: Figure[] = [
    amount(
      'Cost',
      total((row) => row.costUsd),
      usd,
      trend((row) => row.costUsd),
    ),
    amount(
      PER_DEVELOPER,
      three(({ row, active, nobodysUsd }) => (active === 0 ? 0 : ((row?.costUsd ?? 0) - nobodysUsd) / active)),
      usd,
      trend((row) => row.costUsd / Math.max(1, users.get(row.day) ?? 1)),
    ),
    {
      ...amount(
        'Active developers',
        three(({ active }) => active),
        count,
        trend((row) => users.get(row.day) ?? 0),
      ),
      delta: moreActive === 0 ? 'level' : `${moreActive > 0 ? '+' : '−'}${Math.abs(moreActive)}`,
      ...(week ? { from: IN_A_WEEK } : {}),
    },
    share('Cache hit', known(hitRatio), true, ratios(hitRatio)),
    amount(
      'Sessions',
      total((row) => row.sessions),
      count,
      trend((row) => row.sessions ?? 0),
    ),
  ];
  const shown = isPerModel(scope)
    ? figures
    : [
        ...figures.slice(0, 4),
        share('Accepted', known(acceptRatio), false, ratios(acceptRatio)),
        ...figures.slice(4),
        amount(
          COMMITS,
          total((row) => row.commits),
          count,
          trend((row) => row.commits),
        ),
        amount(
          'Lines added',
          total((row) => row.linesAdded),
          compact,
          trend((row) => row.linesAdded),
        ),
      ];
  const trendName =
    complete.length < MEANS_FROM ? 'Each full day' : 'Each full day, as the mean of the 7 that end with it';
  const bare = ({ name, value, trend: line }: Figure): Figure => ({ name, value, ...(line ? { trend: line } : {}) });
  return shown
    .map((figure) => (compares ? figure : bare(figure)))
    .map((figure) => (figure.trend ? { ...figure, trendName } : figure))
    .map((figure) => (figure.name === COMMITS ? withEach(figure, all.row) : figure))
    .map((figure) => (figure.name === PER_DEVELOPER ? withoutNobodys(figure, all) : figure));
}

/** The same numbers as data, without rounding. */
export function figuresTable({ all, full, before, scope, compared }: FiguresInput): DataTable {
  // Where nothing at all is before, nothing is known of it: no false zeros.
  const hasBefore = (before.row?.costUsd ?? 0) > 0;
  const line = (name: string, measure: (row: RollupRow) => number | null): DataTable['rows'][number] => [
    name,
    ...[all.row, full.row, hasBefore ? before.row : undefined].map((row) => (row ? measure(row) : null)),
  ];
  const known: DataTable['rows'] = [
    line('cost_usd', (row) => row.costUsd),
    ['active_developers', all.active, compared ? full.active : null, hasBefore ? before.active : null],
    line('cache_hit_ratio', hitRatio),
    line('sessions', (row) => row.sessions),
    line('api_requests', (row) => row.apiRequests),
    line('api_errors', (row) => row.apiErrors),
  ];
  const work: DataTable['rows'] = [
    line('accept_ratio', acceptRatio),
    line('prompts', (row) => row.prompts),
    line('commits', (row) => row.commits),
    line('cost_usd_per_commit', (row) => {
      const each = costPerCommit(row);
      return each === null ? null : wholeMicros(each);
    }),
    line('lines_added', (row) => row.linesAdded),
    line('lines_removed', (row) => row.linesRemoved),
  ];
  return {
    name: 'figures',
    columns: ['figure', 'value', ...comparedColumns(scope, compared, 'value')],
    rows: isPerModel(scope) ? known : [...known, ...work],
  };
}
