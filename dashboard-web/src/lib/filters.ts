import { addDays, countDays, type Day, dayOf, isDay, longDay, shortDay, startOfMonth, weekday } from './days';

/** What the address says: the same link shows the same screen. */
export interface Search {
  /** Whole weeks that end today: 1w, 4w, 13w, 52w. Absent with from and to. */
  range?: Preset;
  from?: Day;
  to?: Day;
  source?: string[];
  user?: string[];
  team?: string[];
  repo?: string[];
  model?: string[];
  /** Of those who belong to several; a link shows the same org to whoever opens it. */
  org?: string;
}

export const DIMENSIONS = ['source', 'user', 'team', 'repo', 'model'] as const;
export type Dimension = (typeof DIMENSIONS)[number];

export const PRESETS = { '1w': 7, '4w': 28, '13w': 91, '52w': 364 } as const;
export type Preset = keyof typeof PRESETS;
export const DEFAULT_PRESET: Preset = '4w';

const PRESET_NAMES: Record<Preset, string> = {
  '1w': 'Last 7 days',
  '4w': 'Last 4 weeks',
  '13w': 'Last 13 weeks',
  '52w': 'Last 52 weeks',
};

/** The API refuses longer ones. */
const MAX_DAYS = 3699;
const MAX_VALUES = 200;

export const isPreset = (text: unknown): text is Preset => typeof text === 'string' && Object.hasOwn(PRESETS, text);

/** Keeps what can be understood of an address; a hand-edited one never breaks a page. */
export function parseSearch(raw: Record<string, unknown>): Search {
  const search: Search = {};
  if (isDay(raw.from) && isDay(raw.to) && raw.from <= raw.to && countDays(raw.from, raw.to) <= MAX_DAYS) {
    search.from = raw.from;
    search.to = raw.to;
  } else if (isPreset(raw.range)) {
    search.range = raw.range;
  }
  for (const dimension of DIMENSIONS) {
    const values = texts(raw[dimension]);
    if (values.length > 0) search[dimension] = values;
  }
  const org = texts(raw.org)[0];
  if (org !== undefined) search.org = org;
  return search;
}

/** Nothing is known of days to come: a range that reaches into them ends today. */
export function untilToday(search: Search, today: Day): Search {
  if (search.from === undefined || search.to === undefined || search.to <= today) return search;
  if (search.from <= today) return { ...search, to: today };
  const rest = { ...search };
  delete rest.from;
  delete rest.to;
  return rest;
}

/** What had to be dropped, or put right, to be named on the page. */
export function misunderstood(raw: Record<string, unknown>, today: Day): string[] {
  const search = untilToday(parseSearch(raw), today);
  const lost: string[] = [];
  for (const name of ['from', 'to'] as const) {
    if (raw[name] !== undefined && search[name] !== raw[name]) lost.push(`${name}=${String(raw[name])}`);
  }
  if (raw.range !== undefined && !isPreset(raw.range)) lost.push(`range=${String(raw.range)}`);
  return lost;
}

const texts = (raw: unknown): string[] =>
  [...new Set((Array.isArray(raw) ? raw : raw === undefined || raw === null ? [] : [raw]).map(String))]
    .filter((text) => text !== '')
    .slice(0, MAX_VALUES);

/** Plain query strings: a=1&a=2, no JSON in them. */
export function readQuery(query: string): Record<string, unknown> {
  const raw: Record<string, unknown> = {};
  for (const [name, value] of new URLSearchParams(query)) {
    const known = raw[name];
    raw[name] = known === undefined ? value : Array.isArray(known) ? [...known, value] : [known, value];
  }
  return raw;
}

export function writeQuery(search: Record<string, unknown>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(search)) {
    if (value === undefined || value === null) continue;
    for (const each of Array.isArray(value) ? value : [value]) query.append(name, String(each));
  }
  const text = query.toString();
  return text === '' ? '' : `?${text}`;
}

/** The days and filters that every panel answers for. */
export interface Scope {
  from: Day;
  to: Day;
  filters: Partial<Record<Dimension, string[]>>;
}

export function scopeOf(search: Search, today: Day): Scope {
  const days = PRESETS[search.range ?? DEFAULT_PRESET];
  const filters: Scope['filters'] = {};
  for (const dimension of DIMENSIONS) {
    const values = search[dimension];
    if (values) filters[dimension] = values;
  }
  return {
    from: search.from ?? addDays(today, 1 - days),
    to: search.to ?? today,
    filters,
  };
}

/** The same number of days, directly before. */
export const before = (scope: Scope): Scope => {
  const days = countDays(scope.from, scope.to);
  return { ...scope, from: addDays(scope.from, -days), to: addDays(scope.from, -1) };
};

/** What a change is told by: days that are over, and the same days of the period before. */
export interface Comparison {
  now: Scope;
  before: Scope;
}

/** A week, and one before it. */
const WEEK = 7;

/**
 * Today is not over, and against a whole day it would have fallen every morning. So it is left out, and its like of the
 * period before too: of whole weeks a Monday still meets a Monday. null when no day of the range is over.
 *
 * `firstDay` is the first that the org has numbers of. Where the period before would begin earlier it is not wholly
 * known, and a new team would read for weeks that there is nothing to compare: then the last week of full days is told
 * against the week before it, when the range and the data have both. Where they have not, days before of which a part is
 * known prove nothing: null.
 */
export function comparison(scope: Scope, day: Day, firstDay: Day | null = null): Comparison | null {
  const last = scope.to < day ? scope.to : addDays(day, -1);
  if (last < scope.from) return null;
  const shift = -countDays(scope.from, scope.to);
  const whole = {
    now: last === scope.to ? scope : { ...scope, to: last },
    before: { ...scope, from: addDays(scope.from, shift), to: addDays(last, shift) },
  };
  if (firstDay === null || whole.before.from >= firstDay) return whole;
  const week = { ...scope, from: addDays(last, 1 - WEEK), to: last };
  const before = { ...scope, from: addDays(last, 1 - 2 * WEEK), to: addDays(last, -WEEK) };
  if (before.from >= scope.from && before.from >= firstDay) return { now: week, before };
  // Before all data there is nothing, and that is said.
  return whole.before.to < firstDay ? whole : null;
}

/** With no days at all: nothing is known of those before. */
export const withNothing = (scope: Scope): Comparison => ({
  now: scope,
  before: { ...scope, to: addDays(scope.from, -1) },
});

/** Of no days there is nothing to ask for. */
export const hasDays = (scope: Scope | null): scope is Scope => scope !== null && scope.from <= scope.to;

/** Whether no day of the range is over. */
export const isTodayAlone = (scope: Scope, today: Day): boolean => scope.from >= today;

/** Whether today is left out of what changes are told by. */
export const isPartial = (scope: Scope, compared: Comparison | null): boolean => compared?.now.to !== scope.to;

/** Whether changes are told by the last week of the range alone, because the period before it is not wholly known. */
export const isLastWeek = (scope: Scope, compared: Comparison | null): compared is Comparison =>
  compared !== null && compared.now.from !== scope.from;

/** last 7 full days; of a range that is over: last 7 days */
export const lastWeekName = (scope: Scope, compared: Comparison): string =>
  isPartial(scope, compared) ? `last ${WEEK} full days` : `last ${WEEK} days`;

/**
 * 27 full days, 27 Oct – 22 Nov against 29 Sep – 25 Oct; 4 weeks against the 4 weeks before; the last 7 full days against
 * the 7 days before; nothing when nothing is compared
 */
export function comparisonName(scope: Scope, compared: Comparison | null): string {
  const length = lengthName(scope);
  if (!compared) return '';
  if (isLastWeek(scope, compared)) return `the ${lastWeekName(scope, compared)} against the ${WEEK} days before`;
  if (!isPartial(scope, compared)) return `${length} against the ${length === ONE_DAY ? 'day' : length} before`;
  return `${fullDays(compared)}, ${againstDays(compared)}`;
}

const fullDays = ({ now }: Comparison): string => {
  const days = countDays(now.from, now.to);
  return days === 1 ? '1 full day' : `${days} full days`;
};

/** 27 Oct – 22 Nov against 29 Sep – 25 Oct */
const againstDays = ({ now, before: was }: Comparison): string =>
  `${spell(now.from, now.to)} against ${spell(was.from, was.to)}`;

/** Full days only: 27 Oct – 22 Nov against 29 Sep – 25 Oct */
export const comparedDays = (compared: Comparison): string => `Full days only: ${againstDays(compared)}`;

/** The same with the days in any case: the last 7 full days, 16 Nov – 22 Nov against 9 Nov – 15 Nov */
export function comparisonInFull(scope: Scope, compared: Comparison | null): string {
  if (!compared) return '';
  if (isLastWeek(scope, compared)) return `the ${lastWeekName(scope, compared)}, ${againstDays(compared)}`;
  return `${isPartial(scope, compared) ? fullDays(compared) : lengthName(scope)}, ${againstDays(compared)}`;
}

/** Columns of an export: cost_usd_full_days, cost_usd_before; of the last week alone they say so. */
export const comparedColumns = (scope: Scope, compared: Comparison | null, name: string): [string, string] =>
  isLastWeek(scope, compared)
    ? [`${name}_last_${WEEK}_full_days`, `${name}_${WEEK}_days_before`]
    : [`${name}_full_days`, `${name}_before`];

/**
 * Prompts, commits, lines, waiting and acceptance are not known per model: with a model filter the API counts none of
 * them, and a page that showed that as 0 would lie.
 */
export const isPerModel = (scope: Scope): boolean => (scope.filters.model?.length ?? 0) > 0;

export const isFiltered = (scope: Scope): boolean => Object.keys(scope.filters).length > 0;

/** Last 4 weeks; or the days themselves */
export const rangeName = (search: Search): string =>
  search.from && search.to ? spell(search.from, search.to) : PRESET_NAMES[search.range ?? DEFAULT_PRESET];

export const presetName = (preset: Preset): string => PRESET_NAMES[preset];

/** What people speak of; weeks begin on Monday. Its days are in the address, so a link shows them tomorrow, too. */
export function calendarRanges(today: Day): { name: string; from: Day; to: Day }[] {
  const monday = addDays(today, -((weekday(today) + 6) % 7));
  const first = startOfMonth(today);
  const lastOfBefore = addDays(first, -1);
  return [
    { name: 'Today', from: today, to: today },
    { name: 'Yesterday', from: addDays(today, -1), to: addDays(today, -1) },
    { name: 'This week', from: monday, to: today },
    { name: 'Last week', from: addDays(monday, -7), to: addDays(monday, -1) },
    { name: 'This month', from: first, to: today },
    { name: 'Last month', from: startOfMonth(lastOfBefore), to: lastOfBefore },
  ];
}

/** 27 Oct – 23 Nov */
export const spell = (from: Day, to: Day): string => {
  if (from === to) return longDay(from);
  const years = from.slice(0, 4) === to.slice(0, 4) ? ['', ''] : [` ${from.slice(0, 4)}`, ` ${to.slice(0, 4)}`];
  return `${shortDay(from)}${years[0]} – ${shortDay(to)}${years[1]}`;
};

/** 27 Oct – 23 Nov 2026, UTC · repo acme/api: what a picture shows */
export const scopeLine = ({ from, to, filters }: Scope): string =>
  [
    `${spell(from, to)}${from.slice(0, 4) === to.slice(0, 4) ? ` ${to.slice(0, 4)}` : ''}, UTC`,
    ...DIMENSIONS.flatMap((dimension) => (filters[dimension] ? [`${dimension} ${filters[dimension].join(', ')}`] : [])),
  ].join(' · ');

const ONE_DAY = '1 day';

/** "4 weeks", "9 days": for "4 weeks before" */
export function lengthName(scope: Scope): string {
  const days = countDays(scope.from, scope.to);
  if (days === 1) return ONE_DAY;
  return days % 7 === 0 && days > 7 ? `${days / 7} weeks` : `${days} days`;
}

/** With the value added, or taken away when it was there. */
export function toggled(search: Search, dimension: Dimension, value: string, add: boolean): Search {
  const now = search[dimension] ?? [];
  const next = now.includes(value) ? now.filter((each) => each !== value) : add ? [...now, value] : [value];
  return { ...search, [dimension]: next.length > 0 ? next : undefined };
}

export const today = (): Day => dayOf(Date.now());
