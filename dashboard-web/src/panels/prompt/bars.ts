import type { BarKind, Row } from './rows';
import { percentOf, type View } from './time-axis';

export interface DrawnBar {
  look: BarKind | 'span' | 'group';
  agent: number;
  /** Percent of the lane. */
  left: number;
  width: number;
}

/** What is nearer than this many percent of a lane is one bar: about a pixel. */
const GRAIN = 0.15;
const MOST = 60;

/** The bars of a row: an agent's span, a line over open children, else what ran in it and in all that is folded below. */
export function drawnBars(rows: readonly Row[], at: number, folded: boolean, view: View): DrawnBar[] {
  const row = rows[at];
  if (!row) return [];
  const place = (startMs: number, endMs: number) => {
    const left = percentOf(view, startMs);
    return { left, width: Math.round((percentOf(view, endMs) - left) * 1000) / 1000 };
  };
  if (row.kind === 'agent') return [{ look: 'span', agent: row.agent, ...place(row.startMs, row.endMs) }];
  if (row.end > at + 1 && !folded) {
    return [{ look: 'group', agent: row.agent, ...place(row.startMs, row.endMs) }];
  }
  const drawn: DrawnBar[] = [];
  for (let below = at; below < row.end && drawn.length < MOST; below++) {
    const each = rows[below];
    for (const bar of each?.bars ?? []) {
      const next = { look: bar.kind, agent: each?.agent ?? 0, ...place(bar.startMs, bar.endMs) };
      if (next.left > 100 || next.left + next.width < 0) continue;
      const last = drawn.at(-1);
      if (last && joins(last, next)) {
        last.width = Math.max(last.left + last.width, next.left + next.width) - last.left;
      } else drawn.push(next);
    }
  }
  return drawn;
}

const joins = (last: DrawnBar, next: DrawnBar): boolean =>
  last.look === next.look &&
  last.agent === next.agent &&
  next.left >= last.left &&
  next.left - (last.left + last.width) < GRAIN;
