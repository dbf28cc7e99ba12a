import { niceStep } from '@/lib/stats';

/** The part of the prompt's time that lanes show, in milliseconds since it began. */
export interface View {
  from: number;
  to: number;
}

/** Where a moment is on a lane, in percent; finer than a pixel. */
export const percentOf = (view: View, ms: number): number =>
  Math.round(((ms - view.from) / (view.to - view.from)) * 100_000) / 1000;

const MARGIN = 0.05;
const LEAST_MS = 10;

/** One row's time with a little around it. */
export function viewOf(row: { startMs: number; endMs: number }, total: number): View {
  const length = Math.max(LEAST_MS, row.endMs - row.startMs);
  const from = Math.max(0, row.startMs - length * MARGIN);
  const to = Math.min(Math.max(total, LEAST_MS), row.startMs + length * (1 + MARGIN));
  return from < to ? { from, to } : { from: 0, to: Math.max(total, LEAST_MS) };
}

const MINUTES = [1, 2, 5, 10, 15, 30, 60, 120, 240, 480].map((each) => each * 60_000);
const MOST_TICKS = 6;

/** Round moments; none so near the right end that its text would be cut. */
export function ticks({ from, to }: View): number[] {
  const span = to - from;
  const step = span < 300_000 ? niceStep(span) : (MINUTES.find((each) => span / each <= MOST_TICKS) ?? niceStep(span));
  const found: number[] = [];
  for (let tick = Math.ceil(from / step) * step; tick < to - span / 25; tick += step) found.push(tick);
  return found;
}
