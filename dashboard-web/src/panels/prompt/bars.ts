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
/** More bars than this in one row would cost each frame of a scroll; a coarser grain makes fewer. */
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
  const bars: DrawnBar[] = [];
  for (let below = at; below < row.end; below++) {
    const each = rows[below];
    for (const bar of each?.bars ?? []) {
      const next = { look: bar.kind, agent: each?.agent ?? 0, ...place(bar.startMs, bar.endMs) };
      if (next.left <= 100 && next.left + next.width >= 0) bars.push(next);
    }
  }
  let drawn = joined(bars, GRAIN, false);
  if (drawn.length <= MOST) return drawn;
  bars.sort((a, b) => a.left - b.left);
  // Never cut off at the right: a long turn is drawn whole, only less finely. At last, looks give way to the length.
  for (let grain = GRAIN * 2; drawn.length > MOST && grain < 100; grain *= 2) drawn = joined(bars, grain, true);
  return drawn;
}

/** Neighbours that are alike as one bar; when `mixed`, also unlike ones that both lie within a grain: the longer one shows. */
function joined(bars: readonly DrawnBar[], grain: number, mixed: boolean): DrawnBar[] {
  const drawn: DrawnBar[] = [];
  for (const next of bars) {
    const last = drawn.at(-1);
    if (!last || next.left < last.left || next.left - (last.left + last.width) >= grain) {
      drawn.push({ ...next });
      continue;
    }
    const alike = last.look === next.look && last.agent === next.agent;
    if (!alike && !(mixed && Math.min(last.width, next.width) < grain)) {
      drawn.push({ ...next });
      continue;
    }
    if (!alike && next.width > last.width) {
      last.look = next.look;
      last.agent = next.agent;
    }
    last.width = Math.max(last.left + last.width, next.left + next.width) - last.left;
  }
  return drawn;
}
