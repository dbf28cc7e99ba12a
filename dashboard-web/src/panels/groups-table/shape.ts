import { acceptRatio, costPerCommit, hitRatio, type RollupRow } from '@/lib/api/rollups';
import type { Cell, DataTable } from '@/lib/csv';
import { percentOfWhole, plural, usd } from '@/lib/format';
import { isNamed, nameOf } from '@/lib/names';
import { median, sumOf, wholeMicros } from '@/lib/stats';
import type { CostSeries } from '@/lib/api/cost-series';
import type { TableBy } from './api';

export interface GroupRow {
  key: string;
  name: string;
  team: string;
  row: RollupRow;
  /** Cost of each day, or of each month of a long range. */
  line: number[];
  /** Cost of the full days, and of those they are compared with. */
  full: number;
  before: number;
  /** Of the full days. */
  change: number;
  /** Days with cost; null where the range is told by month. */
  activeDays: number | null;
  costPerDay: number | null;
  hit: number | null;
  /** So far below everyone that a setting is worth a look. */
  lowHit: boolean;
  accepted: number | null;
  /** Not everything that costs ends in a commit; null without any. */
  perCommit: number | null;
  lastDay: string | null;
}

const LOW_CACHE = 0.1;

export interface GroupsInput {
  by: TableBy;
  /** All days of the range, today so far included. */
  now: readonly RollupRow[];
  full: readonly RollupRow[];
  before: readonly RollupRow[];
  series: CostSeries;
  teams: readonly RollupRow[];
  total: RollupRow | undefined;
}

/** Of what was there before: a row of the range in which it is not. */
const gone = (row: RollupRow): RollupRow =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name, typeof value === 'string' ? value : 0]),
  ) as RollupRow;

/**
 * One row a person, repo or model that was there in the range; and, so that changes add up to that of the total and the
 * largest fall is among them, one that cost something only in the days before.
 */
export function shapeGroups({ by, now, full, before, series, teams, total }: GroupsInput): GroupRow[] {
  const lines = new Map(series.series.map(({ key, costUsd }) => [key, costUsd]));
  const was = new Map(before.map((row) => [row[by], row.costUsd]));
  const over = new Map(full.map((row) => [row[by], row.costUsd]));
  const team = new Map<string, { team: string; cost: number }>();
  for (const row of teams) {
    if (row.costUsd >= (team.get(row[by])?.cost ?? 0)) team.set(row[by], { team: row.team, cost: row.costUsd });
  }
  const all = total ? hitRatio(total) : null;
  const here = new Set(now.map((row) => row[by]));
  const left = before.filter((row) => row.costUsd > 0 && !here.has(row[by])).map(gone);
  return [...now.filter((row) => row[by] !== '' || row.costUsd > 0), ...left]
    .map((row) => {
      const key = row[by];
      const line = lines.get(key) ?? [];
      const byDay = series.step === 'day';
      const activeDays = byDay ? line.filter((cost) => cost > 0).length : null;
      const hit = hitRatio(row);
      return {
        key,
        name: nameOf(by, key),
        team: team.get(key)?.team ?? '',
        row,
        line,
        full: over.get(key) ?? 0,
        before: was.get(key) ?? 0,
        change: (over.get(key) ?? 0) - (was.get(key) ?? 0),
        activeDays,
        costPerDay: activeDays ? row.costUsd / activeDays : null,
        hit,
        lowHit: hit !== null && all !== null && all - hit >= LOW_CACHE,
        accepted: acceptRatio(row),
        perCommit: costPerCommit(row),
        lastDay: (byDay && series.starts[line.findLastIndex((cost) => cost > 0)]) || null,
      };
    })
    .sort((a, b) => b.row.costUsd - a.row.costUsd || b.before - a.before);
}

/** Those that cost anything, and are one of them by name. */
export const counted = (by: TableBy, rows: readonly GroupRow[]): GroupRow[] =>
  rows.filter((row) => row.row.costUsd > 0 && isNamed(by, row.key));

/** The fewest that make half of the cost. */
export function half(rows: readonly GroupRow[]): number {
  const total = sumOf(rows, (row) => row.row.costUsd);
  let sum = 0;
  let many = 0;
  for (const row of rows) {
    if (sum >= total / 2) break;
    sum += row.row.costUsd;
    many++;
  }
  return many;
}

export function groupsHeadline(by: TableBy, rows: readonly GroupRow[]): string {
  const total = sumOf(rows, (row) => row.row.costUsd);
  const used = rows.filter((row) => row.row.costUsd > 0);
  if (used.length === 0) return 'Nobody spent anything in these days.';
  const named = counted(by, rows);
  if (by === 'user') {
    if (named.length === 0) return `${usd(total)} was spent, and no record names a developer.`;
    const first = `${plural(named.length, 'developer')} ${named.length === 1 ? 'was' : 'were'} active.`;
    const most = used.slice(0, half(used));
    return named.length < 4 || counted(by, most).length < most.length
      ? first
      : `${first} Half of the cost is ${plural(most.length, 'developer')}.`;
  }
  const top = used[0];
  const share = top ? top.row.costUsd / total : 0;
  const rest = named.length < used.length;
  const what = named.length === 0 ? `Unnamed ${by}s` : `${plural(named.length, by)}${rest ? ' and unnamed ones' : ''}`;
  return `${what} cost ${usd(total)}.${used.length > 1 && top ? ` ${nameOf(by, top.key)} was ${percentOfWhole(share)} of it.` : ''}`;
}

export interface Medians {
  cost: number;
  perDay: number | null;
  days: number | null;
  sessions: number | null;
  prompts: number | null;
  hit: number | null;
  accepted: number | null;
  commits: number | null;
  perCommit: number | null;
}

/** What people are compared with: the middle one of those who were active, never the first. null of nobody. */
export function medians(rows: readonly GroupRow[]): Medians | null {
  const used = counted('user', rows);
  const middle = (measure: (row: GroupRow) => number | null) =>
    median(used.map(measure).filter((value) => value !== null));
  const cost = middle((row) => row.row.costUsd);
  if (cost === null) return null;
  return {
    cost,
    perDay: middle((row) => row.costPerDay),
    days: middle((row) => row.activeDays),
    sessions: middle((row) => row.row.sessions),
    // Who sends metrics alone has sessions and no prompts: that is not known, not none.
    prompts: middle((row) => (row.row.prompts === 0 && (row.row.sessions ?? 0) > 0 ? null : row.row.prompts)),
    hit: middle((row) => row.hit),
    accepted: middle((row) => row.accepted),
    commits: middle((row) => row.row.commits),
    perCommit: middle((row) => row.perCommit),
  };
}

type Measure = [name: string, value: (row: GroupRow) => Cell, perModel: boolean];

/** Name, value, and whether it is known per model. */
const MEASURES: readonly Measure[] = [
  ['team', (each) => each.team, true],
  ['cost_usd', (each) => each.row.costUsd, true],
  ['cost_usd_full_days', (each) => each.full, true],
  ['cost_usd_before', (each) => each.before, true],
  ['active_days', (each) => each.activeDays, true],
  ['sessions', (each) => each.row.sessions, true],
  ['prompts', (each) => each.row.prompts, false],
  ['api_requests', (each) => each.row.apiRequests, true],
  ['api_errors', (each) => each.row.apiErrors, true],
  ['input_tokens', (each) => each.row.inputTokens, true],
  ['output_tokens', (each) => each.row.outputTokens, true],
  ['cache_read_tokens', (each) => each.row.cacheReadTokens, true],
  ['cache_creation_tokens', (each) => each.row.cacheCreationTokens, true],
  ['cache_hit_ratio', (each) => each.hit, true],
  ['accepts', (each) => each.row.accepts, false],
  ['rejects', (each) => each.row.rejects, false],
  ['tool_calls', (each) => each.row.toolCalls, false],
  ['tool_failures', (each) => each.row.toolFailures, false],
  ['commits', (each) => each.row.commits, false],
  ['cost_usd_per_commit', (each) => (each.perCommit === null ? null : wholeMicros(each.perCommit)), false],
  ['pull_requests', (each) => each.row.pullRequests, false],
  ['lines_added', (each) => each.row.linesAdded, false],
  ['lines_removed', (each) => each.row.linesRemoved, false],
  ['active_seconds', (each) => each.row.activeSeconds, false],
  ['blocked_ms', (each) => each.row.blockedMs, false],
];

/** `compared`: how the columns of what changes are told by are called; null when there is nothing before these days. */
export function groupsTable(
  by: TableBy,
  rows: readonly GroupRow[],
  perModel: boolean,
  compared: readonly [full: string, before: string] | null,
): DataTable {
  const names: Record<string, string> = compared
    ? { cost_usd_full_days: compared[0], cost_usd_before: compared[1] }
    : {};
  const byDay = rows.some((row) => row.activeDays !== null);
  // Where nothing at all is before, nothing is known of it, and full days were not asked for: no column of false zeros.
  const isTold = (name: string) =>
    (byDay || name !== 'active_days') &&
    (compared !== null || (name !== 'cost_usd_before' && name !== 'cost_usd_full_days'));
  const measures = MEASURES.filter(([name, , known]) => (known || !perModel) && isTold(name));
  return {
    name: `${by}s`,
    columns: [by, ...measures.map(([name]) => names[name] ?? name)],
    rows: rows.map((row) => [row.key, ...measures.map(([, value]) => value(row))]),
  };
}
