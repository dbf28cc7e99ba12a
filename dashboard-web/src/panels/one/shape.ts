import type { CostSeries } from '@/lib/api/cost-series';
import { acceptRatio, hitRatio, type RollupRow } from '@/lib/api/rollups';
import type { Cell, DataTable } from '@/lib/csv';
import { shortDay } from '@/lib/days';
import { compact, count, NONE, percent, percentExact, percentOfWhole, usd, usdLike } from '@/lib/format';
import {
  comparedColumns,
  type Comparison,
  comparedDays,
  isLastWeek,
  isPartial,
  isPerModel,
  isTodayAlone,
  lastWeekName,
  lengthName,
  type Scope,
} from '@/lib/filters';
import { families, type Group } from '@/lib/groups';
import { isNamed, nameOf } from '@/lib/names';
import { change, median, sum, wholeMicros } from '@/lib/stats';
import type { Figure } from '@/ui/Figures';
import type { OneOf } from './api';

const HELD = 0.05;
const CAUSE = 0.6;
const NEAR = 0.02;

export interface OneFacts {
  by: OneOf;
  scope: Scope;
  compared: Comparison | null;
  today: string;
  /** All days of the range, today so far included. */
  all: RollupRow | undefined;
  /** The full days, and those they are compared with. */
  full: RollupRow | undefined;
  before: RollupRow | undefined;
  /** Repos of a person or a model, people of a repo: full days against those before. */
  parts: readonly Group[];
  models: readonly Group[];
  everyone: RollupRow | undefined;
}

/** Of what never was the API has a row of zeros. */
const isBlank = (row: RollupRow | undefined): boolean =>
  row === undefined || (row.sessions ?? 0) + row.prompts + row.apiRequests + row.apiErrors + row.toolCalls === 0;

/** The answer, and why, by rule. */
export function tellOne(facts: OneFacts): {
  headline: string;
  cause: (string | { b: string })[];
} {
  const { by, scope, compared, today, all, full, before, parts, models, everyone } = facts;
  const length = lengthName(scope);
  const cost = all?.costUsd ?? 0;
  const was = before?.costUsd ?? 0;
  if (cost === 0 && was === 0) {
    const headline = scope.from === scope.to ? 'No cost on this day.' : `No cost in these ${length}.`;
    const id = scope.filters[by]?.[0];
    const isKnown = id === undefined || !isBlank(all) || !isBlank(before);
    return { headline, cause: isKnown ? [] : [`Nothing at all is known of “${id}” in these days. Is it spelled so?`] };
  }
  const write = usdLike(Math.max(cost, was));
  const net = (full?.costUsd ?? 0) - was;
  const ratio = change(full?.costUsd ?? 0, was);
  const held = ratio !== null && Math.abs(ratio) < HELD;
  const differs = `${write(Math.abs(net))} ${net > 0 ? 'more' : 'less'} than before`;
  const against = isLastWeek(scope, compared)
    ? weekAgainst({ week: lastWeekName(scope, compared), now: full?.costUsd ?? 0, was, all: cost, held, write })
    : compared === null
      ? ''
      : ratio === null
        ? ', nothing before'
        : isPartial(scope, compared)
          ? `; full days cost ${held ? 'as before' : differs}`
          : `, ${held ? 'as before' : differs}`;
  const mover = held || ratio === null || by === 'repo' ? undefined : movers('repo', parts, net)[0];
  const cause: (string | { b: string })[] = [];
  if (mover)
    cause.push(`${nameOf('repo', mover.key)} went from ${write(mover.before)} to `, { b: write(mover.now) }, '. ');
  const family = held || ratio === null || by === 'model' ? undefined : movers('model', families(models), net)[0];
  if (family) cause.push(`${family.key} went from ${write(family.before)} to `, { b: write(family.now) }, '. ');
  const total = everyone?.costUsd ?? 0;
  if (by === 'model' && total > cost) cause.push('It made ', { b: percentOfWhole(cost / total) }, ' of all cost. ');
  const hit = all ? hitRatio(all) : null;
  const usual = everyone ? hitRatio(everyone) : null;
  if (hit !== null && total <= cost) {
    cause.push(`Cache hit is ${percent(hit)}.`);
  } else if (hit !== null && usual !== null) {
    const where = Math.abs(hit - usual) < NEAR ? 'close to' : hit > usual ? 'above' : 'below';
    cause.push(
      `Cache hit is ${percent(hit)}, ${where} ${by === 'model' ? 'all models’' : 'everyone’s'} ${percent(usual)}.`,
    );
  }
  return {
    headline: `${write(cost)} ${isTodayAlone(scope, today) ? 'so far today' : `in ${length}${against}`}${
      mover ? moverIn(mover, net, write) : '.'
    }`,
    cause,
  };
}

/** The end of the headline: a repo that is as much as the whole change is not told the same amount again. */
function moverIn({ key, now, before }: Group, net: number, write: (value: number) => string): string {
  const moved = write(Math.abs(now - before));
  const name = nameOf('repo', key);
  return moved === write(Math.abs(net))
    ? `, all of it in ${name}.`
    : `. ${name} ${now > before ? 'rose' : 'fell'} by ${moved}.`;
}

/** Of the last week alone: what it did against the one before; what came before that week is not said to be nothing. */
function weekAgainst(about: {
  week: string;
  now: number;
  was: number;
  all: number;
  held: boolean;
  write: (value: number) => string;
}): string {
  const { week, now, was, all, held, write } = about;
  if (was === 0) {
    if (now === 0) return `, nothing in the ${week} nor the 7 before`;
    return `, ${now === all ? 'all' : write(now)} of it in the ${week}, nothing in the 7 before`;
  }
  const net = now - was;
  if (held) return `; the ${week} cost as much as the 7 before`;
  return `; the ${week} cost ${write(Math.abs(net))} ${net > 0 ? 'more' : 'less'} than the 7 before`;
}

const movers = (by: OneOf, groups: readonly Group[], net: number): Group[] =>
  groups
    .filter((group) => isNamed(by, group.key) && net !== 0 && (group.now - group.before) / net >= CAUSE)
    .sort((a, b) => (b.now - b.before) / net - (a.now - a.before) / net);

export interface OneNumbers {
  by: OneOf;
  scope: Scope;
  compared: Comparison | null;
  today: string;
  all: RollupRow | undefined;
  full: RollupRow | undefined;
  before: RollupRow | undefined;
  days: readonly RollupRow[];
  peers: readonly RollupRow[];
  everyone: RollupRow | undefined;
  /** Cost of each of them by day; by month when the range is long, and then no days are counted. */
  peerDays: CostSeries;
  people: number;
}

/** Beside each figure the median of the others, or everyone's. */
export function oneFigures(numbers: OneNumbers): Figure[] {
  return numbers.by === 'model' ? modelFigures(numbers) : workFigures(numbers);
}

function costFigure({ scope, compared, all, full, before }: OneNumbers, from: string): Figure {
  const ratio = change(full?.costUsd ?? 0, before?.costUsd ?? 0);
  const delta = ratio === null ? '' : `${ratio >= 0 ? '▲' : '▼'} ${percent(Math.abs(ratio))}`;
  const cost = { name: 'Cost', value: usd(all?.costUsd ?? 0), from };
  if (!compared || !delta) return cost;
  // A change of the last week alone, beside a cost of all days and a median of them, would be taken for theirs.
  if (isLastWeek(scope, compared)) return { ...cost, title: `${delta} in 7 days. ${comparedDays(compared)}` };
  return {
    ...cost,
    delta: from ? `${delta} ·` : delta,
    ...(isPartial(scope, compared) ? { title: comparedDays(compared) } : {}),
  };
}

const cacheFigure = ({ all, everyone }: OneNumbers): Figure => ({
  name: 'Cache hit',
  value: percentExact(all ? hitRatio(all) : null),
  from: `all ${percentExact(everyone ? hitRatio(everyone) : null)}`,
});

/** Today is one of them, when something was spent. */
function activeDays(days: readonly RollupRow[]): { many: number; last: string } {
  const active = days.filter((day) => day.costUsd > 0).map((day) => day.day);
  const last = active.sort().at(-1);
  return { many: active.length, last: last ? `last ${shortDay(last)}` : 'none' };
}

/** The middle of everyone like it who was active; null when nobody was, or days are not counted. */
export function peerMedians(by: OneOf, { step, series }: CostSeries): { perDay: number; days: number } | null {
  if (step !== 'day') return null;
  const peers = series
    .filter(({ key }) => isNamed(by, key))
    .map(({ costUsd }) => ({ cost: sum(costUsd), days: costUsd.filter((cost) => cost > 0).length }))
    .filter(({ days }) => days > 0);
  const perDay = median(peers.map(({ cost, days }) => cost / days));
  const days = median(peers.map((peer) => peer.days));
  return perDay === null || days === null ? null : { perDay, days };
}

/** Of each like it who cost anything. */
const costsOf = (by: OneOf, peers: readonly RollupRow[]): number[] =>
  peers.filter((peer) => peer.costUsd > 0 && isNamed(by, peer[by])).map((peer) => peer.costUsd);

function workFigures(numbers: OneNumbers): Figure[] {
  const { by, all, scope, days, peers, peerDays, everyone, people } = numbers;
  const cost = all?.costUsd ?? 0;
  const active = activeDays(days);
  const middle = median(costsOf(by, peers));
  const medians = peerMedians(by, peerDays);
  const figures = [
    costFigure(numbers, middle === null ? '' : `median ${usd(middle)}`),
    {
      name: 'Per active day',
      value: active.many === 0 ? NONE : usd(cost / active.many),
      from: medians ? `median ${usd(medians.perDay)}` : '',
    },
    {
      name: 'Active days',
      value: count(active.many),
      from: medians ? `median ${medians.days} · ${active.last}` : active.last,
    },
    ...(by === 'repo' ? [{ name: 'Developers', value: count(people), from: 'who worked on it' }] : []),
    cacheFigure(numbers),
  ];
  if (isPerModel(scope)) return figures;
  return [
    ...figures,
    {
      name: 'Accepted',
      value: percentExact(all ? acceptRatio(all) : null),
      from: `all ${percentExact(everyone ? acceptRatio(everyone) : null)}`,
    },
    {
      name: 'Commits',
      value: count(all?.commits ?? 0),
      from: `+${compact(all?.linesAdded ?? 0)} −${compact(all?.linesRemoved ?? 0)} lines`,
    },
  ];
}

/** What is known per model: money, requests and tokens; not prompts, commits, lines or decisions. */
function modelFigures(numbers: OneNumbers): Figure[] {
  const { all, everyone, days, people } = numbers;
  const active = activeDays(days);
  const requests = all?.apiRequests ?? 0;
  const errors = all?.apiErrors ?? 0;
  const each = (row: RollupRow | undefined) => (row && row.apiRequests > 0 ? usd(row.costUsd / row.apiRequests) : NONE);
  return [
    costFigure(numbers, everyone ? `of ${usd(everyone.costUsd)}` : ''),
    { name: 'Per request', value: each(all), from: `all models ${each(everyone)}` },
    {
      name: 'Requests',
      value: requests === 0 ? NONE : count(requests),
      from: errors > 0 ? `${count(errors)} failed` : requests === 0 ? 'none was reported' : 'none failed',
    },
    { name: 'Output', value: compact(all?.outputTokens ?? 0), from: 'tokens' },
    cacheFigure(numbers),
    { name: 'Developers', value: count(people), from: 'who used it' },
    { name: 'Active days', value: count(active.many), from: active.last },
  ];
}

/** The same numbers as data, beside everyone's; what is not known per model is left out. */
export function oneTable(numbers: OneNumbers): DataTable {
  const { scope, compared, all, full, before, everyone, days, peers, peerDays, by, people } = numbers;
  const medians = peerMedians(by, peerDays);
  const line = (name: string, measure: (row: RollupRow) => number | null, middle: number | null = null): Cell[] => [
    name,
    ...[all, full, before, everyone].map((row) => (row ? measure(row) : null)),
    middle,
  ];
  const active = activeDays(days).many;
  return {
    name: 'figures',
    columns: ['figure', 'value', ...comparedColumns(scope, compared, 'value'), 'everyone', 'median'],
    rows: [
      line('cost_usd', (row) => row.costUsd, median(costsOf(by, peers))),
      [
        'cost_usd_per_active_day',
        active === 0 ? null : wholeMicros((all?.costUsd ?? 0) / active),
        null,
        null,
        null,
        medians && wholeMicros(medians.perDay),
      ],
      ['active_days', active, null, null, null, medians?.days ?? null],
      ['active_developers', people, null, null, null, null],
      line('cache_hit_ratio', hitRatio),
      line('sessions', (row) => row.sessions),
      line('api_requests', (row) => row.apiRequests),
      line('api_errors', (row) => row.apiErrors),
      line('output_tokens', (row) => row.outputTokens),
      ...(isPerModel(scope)
        ? []
        : [
            line('accept_ratio', acceptRatio),
            line('prompts', (row) => row.prompts),
            line('commits', (row) => row.commits),
            line('lines_added', (row) => row.linesAdded),
            line('lines_removed', (row) => row.linesRemoved),
          ]),
    ],
  };
}
