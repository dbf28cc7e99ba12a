import { duration } from '@/lib/format';
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

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const STEPS = [
  ...[1, 2, 5, 10, 15, 30].map((each) => each * SECOND),
  ...[1, 2, 5, 10, 15, 30].map((each) => each * MINUTE),
  ...[1, 2, 4, 8].map((each) => each * HOUR),
];
/** Below it decimals are round enough. */
const TIMELIKE = 4 * SECOND;
const MOST_TICKS = 6;
/** Of the lane: what the text of a moment needs. */
const LABEL = 0.1;

/** Round moments; none so near the right end that its text would be cut. */
export function ticks({ from, to }: View): number[] {
  const span = to - from;
  const step = span < TIMELIKE ? niceStep(span) : (STEPS.find((each) => span / each <= MOST_TICKS) ?? niceStep(span));
  const found: number[] = [];
  for (let tick = Math.ceil(from / step) * step; tick < to - span * LABEL; tick += step) found.push(tick);
  return found;
}

/** 0, 15 s, 2 min, 1 h; what is not whole as a duration */
export function tickName(ms: number): string {
  if (ms === 0) return '0';
  for (const [unit, name] of [
    [HOUR, 'h'],
    [MINUTE, 'min'],
  ] as const) {
    if (ms % unit === 0) return `${ms / unit}\u202f${name}`;
  }
  return ms % SECOND === 0 && ms < MINUTE ? `${ms / SECOND}\u202fs` : duration(ms);
}
