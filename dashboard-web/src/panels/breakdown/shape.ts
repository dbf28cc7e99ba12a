import { barRows, type Section as Drawn } from '@/charts/rows';
import type { RollupRow } from '@/lib/api/rollups';
import type { Dimension } from '@/lib/filters';
import { compare, type Group } from '@/lib/groups';
import { usdLike } from '@/lib/format';
import { DIMENSION_NAMES, nameOf } from '@/lib/names';
import { modelHues } from '@/lib/palette';
import { ratio, sumOf, topAndRest } from '@/lib/stats';
import { type Bar, REST } from '@/ui/BarList';

const PLURALS: Record<Dimension, string> = {
  source: 'sources',
  user: 'developers',
  team: 'teams',
  repo: 'repos',
  model: 'models',
};

/** One dimension of the panel. */
export interface Section {
  by: Dimension;
  /** Of the range, today so far included, and the cost before of as many days as are over. */
  groups: readonly Group[];
  /** Cost of the days that are over: what the mark of before is compared with. */
  full: ReadonlyMap<string, number>;
}

export const sectionOf = (
  by: Dimension,
  all: readonly RollupRow[],
  full: readonly RollupRow[],
  before: readonly RollupRow[],
): Section => ({
  by,
  groups: compare(by, all, before),
  full: new Map(compare(by, full, []).map((group) => [group.key, group.now])),
});

/** Without it no mark is on a bar, and none is explained. */
export const hasBefore = ({ groups }: Section): boolean => groups.some((group) => group.before > 0);

/** All models: where "All" leads, also beside what a second dimension shows. */
export const nameOfAll = (by: Dimension): string => `All ${PLURALS[by]}`;

/** Of a section that was opened all are shown. */
export const limitOf = (limit: number, open: boolean): number => (open ? Infinity : limit);

/** Of an opened section what folds it again: Fewer teams; null where nothing was left out. */
export const foldOf = ({ by, groups }: Section, limit: number): string | null =>
  topAndRest(groups, limit).rest.length > 0 ? `Fewer ${PLURALS[by]}` : null;

/** Bars by cost; the rest row says what is left out, so that the parts add up. */
export function shapeBars({ by, groups, full }: Section, limit: number): Bar[] {
  const total = sumOf(groups, (group) => group.now);
  const { top, rest } = topAndRest(groups, limit);
  const hues = by === 'model' ? modelHues(groups.map((group) => group.key)) : null;
  const bars: Bar[] = top.map((group) => ({
    key: group.key,
    name: by === 'model' ? group.key || 'no model' : nameOf(by, group.key),
    title: group.key,
    value: group.now,
    share: ratio(group.now, total),
    before: group.before,
    // Where nothing is compared, nothing is set apart.
    full: group.before > 0 ? (full.get(group.key) ?? 0) : group.now,
    hue: hues?.get(group.key) ?? 'c1',
  }));
  if (rest.length > 0) {
    const value = sumOf(rest, (group) => group.now);
    bars.push({
      key: REST,
      name: `${rest.length} more ${PLURALS[by]}`,
      value,
      share: ratio(value, total),
      rest: true,
    });
  }
  return bars;
}

/** One precision for the bars of a section. */
export const formatOf = (bars: readonly Bar[]) => usdLike(Math.max(...bars.map((bar) => bar.value), 0));

export function pictureOf(section: Section, limit: number): Drawn {
  const bars = shapeBars(section, limit);
  return { head: DIMENSION_NAMES[section.by], rows: barRows(bars, formatOf(bars)) };
}
