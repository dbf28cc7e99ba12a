import type { RollupRow } from './api/rollups';
import type { Dimension } from './filters';
import { modelFamily } from './format';
import { isNamed } from './names';

/** One group of a dimension in the days that are compared, and in those before. */
export interface Group {
  key: string;
  now: number;
  before: number;
}

/** Both periods side by side, by cost now. */
export function compare(dimension: Dimension, now: readonly RollupRow[], before: readonly RollupRow[]): Group[] {
  const groups = new Map<string, Group>();
  const group = (key: string) => {
    const known = groups.get(key);
    if (known) return known;
    const fresh = { key, now: 0, before: 0 };
    groups.set(key, fresh);
    return fresh;
  };
  for (const row of now) group(row[dimension]).now += row.costUsd;
  for (const row of before) group(row[dimension]).before += row.costUsd;
  return byCost([...groups.values()].filter((each) => each.now !== 0 || each.before !== 0));
}

const byCost = (groups: readonly Group[]): Group[] =>
  [...groups].sort((a, b) => b.now - a.now || b.before - a.before || a.key.localeCompare(b.key));

/** Models by family, which sentences name: of two Sonnets one may rise by what the other falls. */
export function families(models: readonly Group[]): Group[] {
  const found = new Map<string, Group>();
  for (const { key, now, before } of models) {
    const family = isNamed('model', key) ? modelFamily(key) : key;
    const known = found.get(family);
    found.set(family, { key: family, now: (known?.now ?? 0) + now, before: (known?.before ?? 0) + before });
  }
  return byCost([...found.values()]);
}
