import type { ActiveUsers } from '@/lib/api/panels';
import { acceptRatio, hitRatio, type RollupRow } from '@/lib/api/rollups';
import { daysBetween } from '@/lib/days';
import { compact, count, percent, percentExact, points, usd } from '@/lib/format';
import { isPerModel, type Scope } from '@/lib/filters';
import type { DataTable } from '@/lib/csv';
import { change, trailingMean } from '@/lib/stats';
import type { Figure } from '@/ui/Figures';

export interface FiguresInput {
  now: RollupRow | undefined;
  before: RollupRow | undefined;
  days: readonly RollupRow[];
  usersNow: ActiveUsers;
  usersBefore: ActiveUsers;
  scope: Scope;
  today: string;
}

/** ▲ 10 % */
export function grown(now: number, before: number): string {
  const ratio = change(now, before);
  if (ratio === null) return now === 0 ? '' : 'new';
  if (Math.round(Math.abs(ratio) * 100) === 0) return 'level';
  return `${ratio > 0 ? '▲' : '▼'} ${percent(Math.abs(ratio))}`;
}

function amount(name: string, now: number, before: number, write: (value: number) => string, trend: number[]): Figure {
  const delta = grown(now, before);
  return { name, value: write(now), delta, from: before === 0 ? 'none before' : `from ${write(before)}`, trend };
}

function share(name: string, now: number | null, before: number | null, judged: boolean, trend: number[]): Figure {
  if (now === null) return { name, value: '–', from: 'no data' };
  if (before === null) return { name, value: percentExact(now), from: '', trend };
  const step = now - before;
  const tone = !judged || Math.abs(step) < 0.005 ? undefined : step > 0 ? 'good' : 'bad';
  return {
    name,
    value: percentExact(now),
    delta: points(step),
    from: `from ${percentExact(before)}`,
    trend,
    ...(tone ? { tone } : {}),
  };
}

/** The eight numbers above everything else, five when models are chosen. Trends are 7-day means and leave today out. */
export function shapeFigures({ now, before, days, usersNow, usersBefore, scope, today }: FiguresInput): Figure[] {
  const byDay = new Map(days.map((row) => [row.day, row]));
  const complete = daysBetween(scope.from, scope.to).filter((day) => day < today);
  // The first days have no week behind them: their means would be peaks that never were.
  const whole = (means: number[]): number[] => (means.length >= 14 ? means.slice(6) : means);
  const trend = (measure: (row: RollupRow) => number): number[] =>
    whole(
      trailingMean(
        complete.map((day) => {
          const row = byDay.get(day);
          return row ? measure(row) : 0;
        }),
        7,
      ),
    );
  // A day without requests has no ratio: it is left out, not drawn as zero.
  const ratios = (measure: (row: RollupRow) => number | null): number[] =>
    whole(
      trailingMean(
        complete
          .map((day) => {
            const row = byDay.get(day);
            return row ? measure(row) : null;
          })
          .filter((value) => value !== null),
        7,
      ),
    );
  const active = usersNow.users.length;
  const activeBefore = usersBefore.users.length;
  const users = new Map(usersNow.days.map((day) => [day.day, day.activeUsers]));
  const cost = now?.costUsd ?? 0;
  const costBefore = before?.costUsd ?? 0;
  const each = active === 0 ? 0 : cost / active;
  const eachBefore = activeBefore === 0 ? 0 : costBefore / activeBefore;
  const figures = [
    amount(
      'Cost',
      cost,
      costBefore,
      usd,
      trend((row) => row.costUsd),
    ),
    {
      ...amount(
        'Per active developer',
        each,
        eachBefore,
        usd,
        trend((row) => row.costUsd / Math.max(1, users.get(row.day) ?? 1)),
      ),
    },
    {
      ...amount(
        'Active developers',
        active,
        activeBefore,
        count,
        trend((row) => users.get(row.day) ?? 0),
      ),
      delta:
        active === activeBefore ? 'level' : `${active > activeBefore ? '+' : '−'}${Math.abs(active - activeBefore)}`,
    },
    share('Cache hit', now ? hitRatio(now) : null, before ? hitRatio(before) : null, true, ratios(hitRatio)),
    amount(
      'Sessions',
      now?.sessions ?? 0,
      before?.sessions ?? 0,
      count,
      trend((row) => row.sessions ?? 0),
    ),
  ];
  const shown = isPerModel(scope)
    ? figures
    : [
        ...figures.slice(0, 4),
        share(
          'Accepted',
          now ? acceptRatio(now) : null,
          before ? acceptRatio(before) : null,
          false,
          ratios(acceptRatio),
        ),
        ...figures.slice(4),
        amount(
          'Commits',
          now?.commits ?? 0,
          before?.commits ?? 0,
          count,
          trend((row) => row.commits),
        ),
        amount(
          'Lines added',
          now?.linesAdded ?? 0,
          before?.linesAdded ?? 0,
          compact,
          trend((row) => row.linesAdded),
        ),
      ];
  // Said once, above: eight cells that say it again would be noise.
  return costBefore === 0
    ? shown.map(({ name, value, trend: line }) => ({ name, value, ...(line ? { trend: line } : {}) }))
    : shown;
}

/** The same numbers as data, without rounding. */
export function figuresTable({ now, before, usersNow, usersBefore, scope }: FiguresInput): DataTable {
  const line = (name: string, measure: (row: RollupRow) => number | null): DataTable['rows'][number] => [
    name,
    now ? measure(now) : null,
    before ? measure(before) : null,
  ];
  const known: DataTable['rows'] = [
    line('cost_usd', (row) => row.costUsd),
    ['active_developers', usersNow.users.length, usersBefore.users.length],
    line('cache_hit_ratio', hitRatio),
    line('sessions', (row) => row.sessions),
    line('api_requests', (row) => row.apiRequests),
    line('api_errors', (row) => row.apiErrors),
  ];
  const work: DataTable['rows'] = [
    line('accept_ratio', acceptRatio),
    line('prompts', (row) => row.prompts),
    line('commits', (row) => row.commits),
    line('lines_added', (row) => row.linesAdded),
    line('lines_removed', (row) => row.linesRemoved),
  ];
  return {
    name: 'figures',
    columns: ['figure', 'value', 'value_before'],
    rows: isPerModel(scope) ? known : [...known, ...work],
  };
}
