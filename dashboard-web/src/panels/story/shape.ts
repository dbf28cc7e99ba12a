import type { CacheHit, SubagentStats, ToolDecisions } from '@/lib/api/panels';
import type { PromptLine } from '@/lib/api/prompts';
import { HIT_STEP, hitRatio, type RollupRow } from '@/lib/api/rollups';
import { addDays, shortDay } from '@/lib/days';
import { count, percent, percentOfWhole, person, plural, points, repoName, usd, usdLike } from '@/lib/format';
import { families, type Group } from '@/lib/groups';
import { isNamed, nameOf } from '@/lib/names';
import { requestsOf } from '@/lib/prompts-table';
import { askedOf, isRefused } from '@/lib/refusals';
import { change, sumOf } from '@/lib/stats';

/** Every sentence here is the outcome of a rule over the data. Nothing proved, nothing said. */

export type Part = string | { b: string };

export interface Action {
  id: string;
  text: string;
  why: string;
  value: string;
  /** What it is about in money, by which they are ordered; null where the data cannot say. */
  worthUsd: number | null;
  link: { to: 'prompt' | 'person' | 'tools' | 'models'; id: string };
}

export interface Story {
  headline: string;
  cause: Part[];
  /** There is nothing before, but the last week of the range can be compared with the one before it. */
  weekComparable: boolean;
  /** Whether there is a period before at all. */
  comparable: boolean;
  nothing: boolean;
  actions: Action[];
}

export interface Facts {
  /** All days of the range, today so far included. */
  all: { total: RollupRow | undefined; repos: readonly Group[]; models: readonly Group[] };
  /** The full days, and those they are compared with. */
  now: RollupRow | undefined;
  before: RollupRow | undefined;
  /** Of the range, those that have rows. */
  days: readonly { day: string; costUsd: number }[];
  /** Whether anything but the days was chosen. */
  filtered: boolean;
  /** The last day of the range. */
  to: string;
  /** The range is today and nothing else: no day of it is over. */
  todayAlone: boolean;
  /** Of the days before a part is known, so that nothing is compared. */
  beforeInPart: boolean;
  /** The first that there is data of; null when that is not known. */
  firstDay: string | null;
  /** Set when the last week of the range alone is compared, with the week before it: how the range and the week are called. */
  week: { range: string; name: string } | null;
  /** Of the full days against those before, the dearest first. */
  repos: readonly Group[];
  models: readonly Group[];
  people: readonly Group[];
  agentsNow: SubagentStats;
  agentsBefore: SubagentStats;
  cache: CacheHit;
  tools: ToolDecisions;
  prompts: readonly PromptLine[];
}

/** Below this a change is noise. */
const HELD = 0.05;
/** One group that makes this much of the net change is its cause. */
const CAUSE = 0.6;
/** What stayed level against itself may still be a good part of the change: from here on it has its number. */
const LEVEL = 0.2;
const ALL = 0.95;
const LOW_CACHE = 0.1;
const LOW_CACHE_SHARE = 0.01;
/** Fewer tokens of context than some long prompts have prove nothing about a setting. */
const LOW_CACHE_TOKENS = 1_000_000;
/** A rise that is at least this part of all spend, and this many times what it was. */
const RISEN_SHARE = 0.1;
const RISEN_TIMES = 2;
const FAILED = 0.02;
const FAILED_OF = 10;
const AGENT_SHARE = 0.1;
const MOST_ACTIONS = 3;

export function tell(facts: Facts): Story {
  const before = facts.before?.costUsd ?? 0;
  const all = facts.all.total?.costUsd ?? 0;
  // What is not compared needs no full days.
  const now = before === 0 ? all : (facts.now?.costUsd ?? 0);
  const cause = causeOf(facts.repos, now - before);
  return {
    headline: headline(now, before, cause, facts),
    cause: [
      ...shares(now, before, facts),
      ...moved(now, before, cause, facts),
      ...byModel(facts.models, now, before),
      ...cacheUse(facts),
      // The headline has the total: the weeks that are not compared are no "today".
      ...(facts.week ? [] : soFar(all - now)),
    ],
    comparable: before > 0,
    nothing: now === 0 && before === 0,
    weekComparable: before === 0 && !facts.week && hasTwoWeeks(facts),
    actions: [topPrompt(facts), risenPerson(facts), lowCache(facts), rejectedTool(facts), failedRequests(facts)]
      .filter((action) => action !== null)
      .sort((a, b) => (b.worthUsd ?? 0) - (a.worthUsd ?? 0))
      .slice(0, MOST_ACTIONS),
  };
}

interface Cause {
  group: Group;
  share: number;
}

/** The one group that explains the net change, if there is one. */
export function causeOf(groups: readonly Group[], net: number): Cause | null {
  if (net === 0) return null;
  const shares = groups
    .map((group) => ({ group, share: (group.now - group.before) / net }))
    .sort((a, b) => b.share - a.share);
  const first = shares[0];
  return first && groups.length > 1 && first.share >= CAUSE && isNamed('repo', first.group.key) ? first : null;
}

export function headline(now: number, before: number, cause: Cause | null, facts: Facts): string {
  const { filtered, todayAlone, beforeInPart, week, to, firstDay } = facts;
  if (now === 0 && before === 0) {
    if (firstDay !== null && to < firstDay)
      return `Nothing is known of these days: data begins on ${shortDay(firstDay)}.`;
    return filtered ? 'Nothing matches these filters.' : 'Nothing was spent in these days.';
  }
  if (todayAlone) return `${usd(now)} was spent so far today.`;
  if (week) return weekHeadline(before, cause, facts, week);
  const grown = change(now, before);
  if (grown === null) {
    return beforeInPart
      ? `${usd(now)} was spent. The days before are known only in part: too little to compare it with.`
      : `${usd(now)} was spent. There is nothing before to compare it with.`;
  }
  const why = reason(grown, cause, facts.repos);
  return `Spend ${movement(now, before, grown)}.${why === '' ? '' : ` ${why.startsWith('it ') ? `I${why.slice(1)}` : why}.`}`;
}

/** The total of the range, and what its last week did. */
function weekHeadline(before: number, cause: Cause | null, facts: Facts, week: NonNullable<Facts['week']>): string {
  const now = facts.now?.costUsd ?? 0;
  const total = `${usd(facts.all.total?.costUsd ?? 0)} was spent in ${week.range}.`;
  const grown = change(now, before);
  if (grown === null) {
    return now === 0
      ? `${total} Nothing of it in ${week.name}, nor in the 7 days before.`
      : `${total} ${usd(now)} of it in ${week.name}, nothing in the 7 days before.`;
  }
  if (now === 0) return `${total} Nothing of it in ${week.name}, ${usd(before)} in the 7 days before.`;
  const why = reason(grown, cause, facts.repos);
  return `${total} In ${week.name} spend ${movement(now, before, grown)}${why === '' ? '' : `: ${why}`}.`;
}

/** rose 10 % to $4,861 */
function movement(now: number, before: number, grown: number): string {
  if (Math.abs(grown) < HELD) return `held at ${usd(now)}`;
  if (grown > 2) return `rose from ${usd(before)} to ${usd(now)}`;
  return `${grown > 0 ? 'rose' : 'fell'} ${percent(Math.abs(grown))} to ${usd(now)}`;
}

/** checkout explains all of it; of a change that is noise nothing, nor of one to nothing, or that no repo is named for */
function reason(grown: number, cause: Cause | null, repos: readonly Group[]): string {
  if (Math.abs(grown) < HELD || grown === -1) return '';
  if (cause) return `${repoName(cause.group.key)} explains ${cause.share >= ALL ? 'all' : 'most'} of it`;
  const delta = (repo: Group) => Math.abs(repo.now - repo.before);
  const along = repos
    .filter((repo) => Math.sign(repo.now - repo.before) === Math.sign(grown))
    .sort((a, b) => delta(b) - delta(a));
  if (!along[0] || !isNamed('repo', along[0].key)) return '';
  const many = named(along).length;
  return many > 1 ? `it is spread over ${many} repos` : '';
}

const named = (repos: readonly Group[]): Group[] => repos.filter((repo) => isNamed('repo', repo.key));

/** What the first money went to, while there is nothing to compare it with. */
function shares(now: number, before: number, { all: { repos, models } }: Facts): Part[] {
  if (before !== 0 || now === 0) return [];
  const repo = repos[0];
  const many = named(repos).length;
  const byFamily = families(models);
  const family = byFamily[0];
  const parts: Part[] = [];
  // Where what names no repo is more than the largest, one of those may be in it that is larger.
  if (repo && many > 1 && isNamed('repo', repo.key)) {
    parts.push(`${repoName(repo.key)} is the largest of ${many} repos, `, { b: percentOfWhole(repo.now / now) }, '.');
  }
  if (family && byFamily.length > 1 && isNamed('model', family.key)) {
    parts.push(
      `${parts.length > 0 ? ' ' : ''}${family.key} is `,
      { b: percentOfWhole(family.now / now) },
      ' of the cost.',
    );
  }
  return parts;
}

/** Makes the headline's full days add up to the cost that the figures show. */
const soFar = (today: number): Part[] => (today <= 0 ? [] : [` Today so far adds ${usd(today)}.`]);

/**
 * Whether something was spent in the full days of the last week of a range until today, and in those a week earlier, all
 * of which are known.
 */
function hasTwoWeeks({ days, to, firstDay }: Facts): boolean {
  if (firstDay !== null && firstDay > addDays(to, -13)) return false;
  const spentIn = (from: string, until: string) =>
    days.some(({ day, costUsd }) => day >= from && day <= until && costUsd > 0);
  return spentIn(addDays(to, -6), addDays(to, -1)) && spentIn(addDays(to, -13), addDays(to, -8));
}

function moved(now: number, before: number, cause: Cause | null, facts: Facts): Part[] {
  const grown = change(now, before);
  if (grown === null || Math.abs(grown) < HELD || !cause) return [];
  const { group } = cause;
  const write = usdLike(Math.max(now, before));
  const delta = group.now - group.before;
  const parts: Part[] = [
    `${repoName(group.key)} cost `,
    { b: write(Math.abs(delta)) },
    ` ${delta > 0 ? 'more' : 'less'}, ${write(group.now)} from ${write(group.before)}.`,
  ];
  parts.push(...agentShare(group, facts));
  const others = facts.repos.filter((repo) => repo !== group);
  const rest = sumOf(others, (repo) => repo.now) - sumOf(others, (repo) => repo.before);
  const restBefore = sumOf(others, (repo) => repo.before);
  if (others.length > 1 && restBefore > 0) {
    const level = Math.abs(rest / restBefore) < HELD && Math.abs(rest) < Math.abs(now - before) * LEVEL;
    const who = named(others).length < others.length ? 'The rest' : `The other ${others.length} repos`;
    parts.push(
      level
        ? ` ${who} together stayed level`
        : ` ${who} together ${rest > 0 ? 'rose' : 'fell'} by ${write(Math.abs(rest))}`,
    );
    parts.push(`${extremes(others, now, write)}.`);
  }
  return parts;
}

/** : infra-live fell by $114, mobile-app rose by $50 */
function extremes(others: readonly Group[], now: number, write: (value: number) => string): string {
  const worth = others
    .map((repo) => ({ repo, delta: repo.now - repo.before }))
    .filter(({ delta }) => Math.abs(delta) >= now * 0.01)
    .sort((a, b) => Math.abs(b.delta) - Math.abs(a.delta))
    .slice(0, 2)
    .map(
      ({ repo, delta }) => `${nameOf('repo', repo.key)} ${delta > 0 ? 'rose' : 'fell'} by ${write(Math.abs(delta))}`,
    );
  return worth.length > 0 ? `: ${worth.join(', ')}` : '';
}

function agentShare(group: Group, facts: Facts): Part[] {
  const cost = (stats: SubagentStats) => stats.repos.find((repo) => repo.repo === group.key)?.subagentCostUsd ?? 0;
  if (group.now === 0 || group.before === 0) return [];
  const now = cost(facts.agentsNow) / group.now;
  const before = cost(facts.agentsBefore) / group.before;
  if (Math.abs(now - before) < AGENT_SHARE || now > 1 || before > 1) return [];
  return [' Subagents were ', { b: percentOfWhole(now) }, ` of its cost, from ${percentOfWhole(before)}.`];
}

function byModel(models: readonly Group[], now: number, before: number): Part[] {
  const grown = change(now, before);
  const byFamily = families(models);
  if (grown === null || Math.abs(grown) < HELD || byFamily.length < 2) return [];
  const net = now - before;
  const first = byFamily.sort((a, b) => (b.now - b.before) / net - (a.now - a.before) / net)[0];
  if (!first || !isNamed('model', first.key) || (first.now - first.before) / net < CAUSE) return [];
  const write = usdLike(Math.max(now, before));
  const delta = first.now - first.before;
  return [` ${first.key} ${delta > 0 ? 'rose' : 'fell'} by ${write(Math.abs(delta))}.`];
}

function cacheUse(facts: Facts): Part[] {
  const now = facts.now ? hitRatio(facts.now) : null;
  const before = facts.before ? hitRatio(facts.before) : null;
  if (now === null || before === null || Math.abs(now - before) < HIT_STEP) return [];
  return [` Cache use ${now > before ? 'improved' : 'worsened'} by ${points(Math.abs(now - before)).slice(1)}.`];
}

function topPrompt(facts: Facts): Action | null {
  const top = facts.prompts[0];
  const next = facts.prompts[1];
  if (!top || !next || top.costUsd <= 0) return null;
  const did = top.subagents > 0 ? plural(top.subagents, 'subagent') : plural(top.toolCalls, 'tool call');
  return {
    id: 'top-prompt',
    text: `The most expensive prompt: ${did}`,
    why: `${person(top.user)} · ${repoName(top.repo)} · ${plural(requestsOf(top), 'model request')}`,
    value: usd(top.costUsd),
    worthUsd: top.costUsd,
    link: { to: 'prompt', id: top.promptId },
  };
}

/** Somebody whose work became a good part of all spend: new work, or something that runs away. */
function risenPerson(facts: Facts): Action | null {
  const all = facts.now?.costUsd ?? 0;
  const people = facts.people.filter(({ key }) => isNamed('user', key));
  if (people.length < 2 || (facts.before?.costUsd ?? 0) === 0) return null;
  const risen = people
    .filter(({ now, before }) => now >= before * RISEN_TIMES && now - before >= all * RISEN_SHARE)
    .sort((a, b) => b.now - b.before - (a.now - a.before))[0];
  if (!risen) return null;
  const write = usdLike(risen.now);
  return {
    id: 'risen-person',
    text: `${person(risen.key)}’s spend rose to ${write(risen.now)}`,
    why:
      risen.before > 0
        ? `from ${write(risen.before)}, now ${percentOfWhole(risen.now / all)} of all`
        : 'nothing before',
    value: `+${write(risen.now - risen.before)}`,
    worthUsd: risen.now - risen.before,
    link: { to: 'person', id: risen.key },
  };
}

/** Somebody whose setting to look at: far below everyone, with enough use that it matters. */
function lowCache(facts: Facts): Action | null {
  const all = facts.cache.total.hitRatio;
  if (all === null) return null;
  const size = (row: { inputTokens: number; cacheReadTokens: number; cacheCreationTokens: number }) =>
    row.inputTokens + row.cacheReadTokens + row.cacheCreationTokens;
  const total = size(facts.cache.total);
  const low = facts.cache.users
    .filter(({ user, hitRatio }) => isNamed('user', user) && hitRatio !== null && all - hitRatio >= LOW_CACHE)
    .filter((user) => size(user) >= Math.max(LOW_CACHE_TOKENS, total * LOW_CACHE_SHARE))
    .sort((a, b) => (a.hitRatio ?? 0) - (b.hitRatio ?? 0))[0];
  if (!low || low.hitRatio === null) return null;
  return {
    id: 'low-cache',
    text: `${person(low.user)}’s cache hit is ${percent(low.hitRatio)}`,
    why: `everyone together: ${percent(all)}`,
    value: points(low.hitRatio - all),
    worthUsd: null,
    link: { to: 'person', id: low.user },
  };
}

function rejectedTool(facts: Facts): Action | null {
  const tool = facts.tools.tools.filter(isRefused).sort((a, b) => b.userRejects - a.userRejects)[0];
  if (!tool) return null;
  const asked = askedOf(tool);
  return {
    id: 'rejected-tool',
    text: `People reject ${percent(tool.userRejects / asked)} of ${tool.tool} calls`,
    why: `${count(tool.userRejects)} of ${count(asked)} that they were asked about`,
    value: `${count(tool.userRejects)} ×`,
    worthUsd: null,
    link: { to: 'tools', id: tool.tool },
  };
}

function failedRequests(facts: Facts): Action | null {
  if (!facts.all.total) return null;
  const { apiErrors, apiRequests } = facts.all.total;
  const ratio = apiErrors / Math.max(1, apiErrors + apiRequests);
  if (apiErrors < FAILED_OF || ratio < FAILED) return null;
  return {
    id: 'failed-requests',
    text: `${percent(ratio)} of model requests failed`,
    why: `${count(apiErrors)} of ${count(apiErrors + apiRequests)}`,
    value: `${count(apiErrors)} ×`,
    worthUsd: null,
    link: { to: 'models', id: '' },
  };
}
