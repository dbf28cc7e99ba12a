import type { Dimension } from '@/lib/filters';
import type { Group } from '@/lib/groups';
import { nameOf } from '@/lib/names';
import { modelHues } from '@/lib/palette';
import { ratio, sumOf, topAndRest } from '@/lib/stats';
import type { Bar } from '@/ui/BarList';

const PLURALS: Record<Dimension, string> = {
  source: 'sources',
  user: 'people',
  team: 'teams',
  repo: 'repos',
  model: 'models',
};

/** Bars by cost; the rest row says what is left out, so that the parts add up. */
export function shapeBars(groups: readonly Group[], by: Dimension, limit: number): Bar[] {
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
    hue: hues?.get(group.key) ?? 'c1',
  }));
  if (rest.length > 0) {
    const value = sumOf(rest, (group) => group.now);
    bars.push({
      key: ' rest',
      name: `${rest.length} more ${PLURALS[by]}`,
      value,
      share: ratio(value, total),
      rest: true,
    });
  }
  return bars;
}
