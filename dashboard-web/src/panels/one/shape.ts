import { acceptRatio, hitRatio, type RollupRow } from '@/lib/api/rollups';
import { shortDay } from '@/lib/days';
import { compact, count, modelFamily, NONE, percent, percentExact, usd, usdLike } from '@/lib/format';
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
  /** Repos of a person, people of a repo. */
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
  const model = held || ratio === null ? undefined : movers(models, net)[0];
  if (model)
    cause.push(`${modelFamily(model.key)} went from ${write(model.before)} to `, { b: write(model.now) }, '. ');
  const hit = now ? hitRatio(now) : null;
  const all = everyone ? hitRatio(everyone) : null;
  if (hit !== null && all !== null) {
    const where = Math.abs(hit - all) < NEAR ? 'close to' : hit > all ? 'above' : 'below';
    cause.push(`Cache hit is ${percent(hit)}, ${where} everyone’s ${percent(all)}.`);
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
}

/** Beside each figure the median of the others, or everyone's. */
export function oneFigures({ by, now, before, days, peers, everyone, people }: OneNumbers): Figure[] {
  const cost = now?.costUsd ?? 0;
  const ratio = change(cost, before?.costUsd ?? 0);
  const active = days.filter((day) => day.costUsd > 0);
  const middle = median(peers.filter((peer) => peer.costUsd > 0).map((peer) => peer.costUsd));
  const hit = now ? hitRatio(now) : null;
  const accepted = now ? acceptRatio(now) : null;
  const last = active
    .map((day) => day.day)
    .sort()
    .at(-1);
  return [
    {
      name: 'Cost',
      value: usd(cost),
      delta: ratio === null ? '' : `${ratio >= 0 ? '▲' : '▼'} ${percent(Math.abs(ratio))}`,
      from: middle === null ? '' : `· median ${usd(middle)}`,
    },
    {
      name: 'Per active day',
      value: active.length === 0 ? NONE : usd(cost / active.length),
      from: by === 'repo' ? `${count(people)} people` : '',
    },
    { name: 'Active days', value: count(active.length), from: last ? `last ${shortDay(last)}` : 'none' },
    { name: 'Cache hit', value: percentExact(hit), from: `all ${percentExact(everyone ? hitRatio(everyone) : null)}` },
    {
      name: 'Accepted',
      value: percentExact(accepted),
      from: `all ${percentExact(everyone ? acceptRatio(everyone) : null)}`,
    },
    {
      name: 'Commits',
      value: count(now?.commits ?? 0),
      from: `+${compact(now?.linesAdded ?? 0)} −${compact(now?.linesRemoved ?? 0)} lines`,
    },
  ];
}
