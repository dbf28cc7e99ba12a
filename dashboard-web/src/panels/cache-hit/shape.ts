import type { Section } from '@/charts/rows';
import type { CacheHit } from '@/lib/api/panels';
import { percent, person } from '@/lib/format';

export interface CacheRow {
  user: string;
  ratio: number;
  /** Percent of the axis. */
  at: number;
  low: boolean;
}

export interface CacheModel {
  rows: CacheRow[];
  all: number;
  allAt: number;
  /** The left end of the axis: a ratio need not start at zero, and says so. */
  from: number;
  of: number;
}

const MOST = 7;
/** A setting to look at: this far below everyone together. */
const LOW = 0.1;

/** The lowest first: that is where something can be mended. */
export function shapeCache(cache: CacheHit): CacheModel | null {
  const all = cache.total.hitRatio;
  if (all === null) return null;
  const users = cache.users
    .filter((user) => user.hitRatio !== null)
    .sort((a, b) => (a.hitRatio ?? 0) - (b.hitRatio ?? 0) || a.user.localeCompare(b.user));
  const shown = users.slice(0, MOST);
  const lowest = shown[0]?.hitRatio ?? all;
  const from = Math.max(0, Math.floor((Math.min(lowest, all) * 100 - 4) / 5) * 5) / 100;
  const at = (ratio: number): number => ((ratio - from) / (1 - from || 1)) * 100;
  return {
    rows: shown.map((user) => {
      const ratio = user.hitRatio ?? 0;
      return { user: user.user, ratio, at: at(ratio), low: all - ratio >= LOW };
    }),
    all,
    allAt: at(all),
    from,
    of: users.length,
  };
}

export const pictureOf = (model: CacheModel): Section => ({
  head: `from ${percent(model.from)}`,
  axis: { at: model.allAt, name: `all ${percent(model.all)}` },
  rows: model.rows.map((row) => ({
    name: person(row.user),
    values: [percent(row.ratio)],
    marks: [{ at: row.at, sign: row.low ? 'ring' : 'dot' }],
  })),
});
