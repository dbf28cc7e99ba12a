import { acceptRatio, hitRatio, type RollupRow } from '@/lib/api/rollups';
import { shortDay } from '@/lib/days';
import { compact, count, modelFamily, NONE, percent, percentExact, plural, usd, usdLike } from '@/lib/format';
import type { Group } from '@/lib/groups';
import { nameOf } from '@/lib/names';
import { change, median } from '@/lib/stats';
import type { Figure } from '@/ui/Figures';
import type { OneOf } from './api';

const HELD = 0.05;
const CAUSE = 0.6;
const NEAR = 0.02;

export interface OneFacts {
  by: OneOf;
  length: string;
  now: RollupRow | undefined;
  before: RollupRow | undefined;
  /** Repos of a person or a model, people of a repo. */
  parts: readonly Group[];
  models: readonly Group[];
  everyone: RollupRow | undefined;
}

/** The answer, and why, by rule. */
export function tellOne({ by, length, now, before, parts, models, everyone }: OneFacts): {
  headline: string;
  cause: (string | { b: string })[];
} {
  const cost = now?.costUsd ?? 0;
  const was = before?.costUsd ?? 0;
  if (cost === 0 && was === 0) return { headline: `No cost in these ${length}.`, cause: [] };
  const write = usdLike(Math.max(cost, was));
  const net = cost - was;
  const ratio = change(cost, was);
  const held = ratio !== null && Math.abs(ratio) < HELD;
  const against =
    ratio === null
      ? 'nothing before'
      : held
        ? 'as before'
        : `${write(Math.abs(net))} ${net > 0 ? 'more' : 'less'} than before`;
  const mover = held || ratio === null || by === 'repo' ? undefined : movers(parts, net)[0];
  const cause: (string | { b: string })[] = [];
  if (mover)
    cause.push(`${nameOf('repo', mover.key)} went from ${write(mover.before)} to `, { b: write(mover.now) }, '. ');
  const model = held || ratio === null || by === 'model' ? undefined : movers(models, net)[0];
  if (model)
    cause.push(`${modelFamily(model.key)} went from ${write(model.before)} to `, { b: write(model.now) }, '. ');
  const total = everyone?.costUsd ?? 0;
  if (by === 'model' && total > cost) cause.push('It made ', { b: percent(cost / total) }, ' of all cost. ');
  const hit = now ? hitRatio(now) : null;
  const all = everyone ? hitRatio(everyone) : null;
  if (hit !== null && all !== null) {
    const where = Math.abs(hit - all) < NEAR ? 'close to' : hit > all ? 'above' : 'below';
    cause.push(
      `Cache hit is ${percent(hit)}, ${where} ${by === 'model' ? 'all models’' : 'everyone’s'} ${percent(all)}.`,
    );
  }
  return {
    headline: `${write(cost)} in ${length}, ${against}.${
      mover
        ? ` ${nameOf('repo', mover.key)} ${mover.now > mover.before ? 'rose' : 'fell'} by ${write(Math.abs(mover.now - mover.before))}.`
        : ''
    }`,
    cause,
  };
}

const movers = (groups: readonly Group[], net: number): Group[] =>
  groups
    .filter((group) => group.key !== '' && net !== 0 && (group.now - group.before) / net >= CAUSE)
    .sort((a, b) => (b.now - b.before) / net - (a.now - a.before) / net);

export interface OneNumbers {
  by: OneOf;
  now: RollupRow | undefined;
  before: RollupRow | undefined;
  days: readonly RollupRow[];
  peers: readonly RollupRow[];
  everyone: RollupRow | undefined;
  people: number;
  /** With models chosen some figures are not known: they are left out, never shown as 0. */
  perModel: boolean;
}

/** Beside each figure the median of the others, or everyone's. */
export function oneFigures(numbers: OneNumbers): Figure[] {
  return numbers.by === 'model' ? modelFigures(numbers) : workFigures(numbers);
}

function costFigure({ now, before }: OneNumbers, from: string): Figure {
  const cost = now?.costUsd ?? 0;
  const ratio = change(cost, before?.costUsd ?? 0);
  const delta = ratio === null ? '' : `${ratio >= 0 ? '▲' : '▼'} ${percent(Math.abs(ratio))}`;
  return { name: 'Cost', value: usd(cost), delta: delta && from ? `${delta} ·` : delta, from };
}

const cacheFigure = ({ now, everyone }: OneNumbers): Figure => ({
  name: 'Cache hit',
  value: percentExact(now ? hitRatio(now) : null),
  from: `all ${percentExact(everyone ? hitRatio(everyone) : null)}`,
});

function activeDays(days: readonly RollupRow[]): { many: number; figure: Figure } {
  const active = days.filter((day) => day.costUsd > 0).map((day) => day.day);
  const last = active.sort().at(-1);
  return {
    many: active.length,
    figure: { name: 'Active days', value: count(active.length), from: last ? `last ${shortDay(last)}` : 'none' },
  };
}

function workFigures(numbers: OneNumbers): Figure[] {
  const { by, now, days, peers, everyone, people } = numbers;
  const cost = now?.costUsd ?? 0;
  const active = activeDays(days);
  const middle = median(peers.filter((peer) => peer.costUsd > 0).map((peer) => peer.costUsd));
  const figures = [
    costFigure(numbers, middle === null ? '' : `median ${usd(middle)}`),
    {
      name: 'Per active day',
      value: active.many === 0 ? NONE : usd(cost / active.many),
      from: by === 'repo' ? plural(people, 'person', 'people') : '',
    },
    active.figure,
    cacheFigure(numbers),
  ];
  if (numbers.perModel) return figures;
  return [
    ...figures,
    {
      name: 'Accepted',
      value: percentExact(now ? acceptRatio(now) : null),
      from: `all ${percentExact(everyone ? acceptRatio(everyone) : null)}`,
    },
    {
      name: 'Commits',
      value: count(now?.commits ?? 0),
      from: `+${compact(now?.linesAdded ?? 0)} −${compact(now?.linesRemoved ?? 0)} lines`,
    },
  ];
}

/** What is known per model: money, requests and tokens; not prompts, commits, lines or decisions. */
function modelFigures(numbers: OneNumbers): Figure[] {
  const { now, everyone, days, people } = numbers;
  const requests = now?.apiRequests ?? 0;
  const errors = now?.apiErrors ?? 0;
  const each = (row: RollupRow | undefined) => (row && row.apiRequests > 0 ? usd(row.costUsd / row.apiRequests) : NONE);
  return [
    costFigure(numbers, everyone ? `of ${usd(everyone.costUsd)}` : ''),
    { name: 'Per request', value: each(now), from: `all models ${each(everyone)}` },
    {
      name: 'Requests',
      value: requests === 0 ? NONE : count(requests),
      from: errors > 0 ? `${count(errors)} failed` : requests === 0 ? 'none was reported' : 'none failed',
    },
    { name: 'Output', value: compact(now?.outputTokens ?? 0), from: 'tokens' },
    cacheFigure(numbers),
    { name: 'Developers', value: count(people), from: 'who used it' },
    activeDays(days).figure,
  ];
}
