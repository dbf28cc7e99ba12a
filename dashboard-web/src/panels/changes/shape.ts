import type { Row, Section } from '@/charts/rows';
import { type Comparison, type Dimension, isLastWeek, isTodayAlone, type Scope, spell } from '@/lib/filters';
import { signedUsd, usdLike } from '@/lib/format';
import type { Group } from '@/lib/groups';
import { nameOf } from '@/lib/names';
import { sumOf } from '@/lib/stats';

export interface ChangeRow {
  key: string;
  delta: number;
  /** Percent of the axis, where the bar begins and how wide it is. */
  left: number;
  width: number;
  /** It makes most of the net change. */
  hot: boolean;
  rest: number;
}

export interface Changes {
  rows: ChangeRow[];
  total: ChangeRow;
  /** Percent of the axis, where zero is. */
  zero: number;
}

const MOST = 8;
const CAUSE = 0.6;

/** From the largest rise to the largest fall; the smallest movers are one row, so that parts add up to the total. */
export function shapeChanges(groups: readonly Group[]): Changes {
  const all = groups.map((group) => ({ key: group.key, delta: group.now - group.before, rest: 0 }));
  const bySize = [...all].sort((a, b) => Math.abs(b.delta) - Math.abs(a.delta));
  const shown = bySize.length > MOST ? bySize.slice(0, MOST - 1) : bySize;
  const left = bySize.slice(shown.length);
  const net = sumOf(all, (row) => row.delta);
  const rows = [...shown].sort((a, b) => b.delta - a.delta);
  if (left.length > 0) rows.push({ key: '', delta: sumOf(left, (row) => row.delta), rest: left.length });
  const high = Math.max(0, net, ...rows.map((row) => row.delta));
  const low = Math.min(0, net, ...rows.map((row) => row.delta));
  const span = high - low || 1;
  const zero = (-low / span) * 100;
  const place = (row: { key: string; delta: number; rest: number }): ChangeRow => ({
    ...row,
    left: row.delta >= 0 ? zero : zero + (row.delta / span) * 100,
    width: (Math.abs(row.delta) / span) * 100,
    hot: row.rest === 0 && net !== 0 && row.delta / net >= CAUSE,
  });
  return { rows: rows.map(place), total: { ...place({ key: '', delta: net, rest: 0 }), hot: false }, zero };
}

/** Why there is nothing to compare with. */
export function nothingBefore(scope: Scope, compared: Comparison | null, today: string): string {
  if (isTodayAlone(scope, today)) return 'Today is not over: nothing to compare yet';
  if (!compared) return 'The days before these are known only in part';
  if (isLastWeek(scope, compared)) {
    return `Nothing in ${spell(compared.before.from, compared.before.to)} to compare with`;
  }
  return 'Changes show once there are days before these';
}

/** One precision for all changes and their total. */
export const formatOf = ({ rows, total }: Changes) =>
  usdLike(Math.max(...rows.map((row) => Math.abs(row.delta)), Math.abs(total.delta)));

/** `head` says what is compared. */
export function pictureOf(changes: Changes, by: Dimension, head: string): Section {
  const write = formatOf(changes);
  const line = (row: ChangeRow, name: string, strong = false): Row => ({
    name,
    values: [signedUsd(row.delta, write)],
    bars:
      row.width > 0 ? [{ from: row.left, to: row.left + row.width, hue: strong ? 'text' : row.hot ? 'c1' : 'c8' }] : [],
    strong,
  });
  return {
    head,
    axis: { at: changes.zero, name: '' },
    rows: [
      ...changes.rows.map((row) => line(row, row.rest > 0 ? `${row.rest} others` : nameOf(by, row.key))),
      line(changes.total, 'Total', true),
    ],
  };
}
