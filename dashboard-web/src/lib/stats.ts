export const sum = (values: Iterable<number>): number => {
  let total = 0;
  for (const value of values) total += value;
  return total;
};

export const sumOf = <T>(rows: readonly T[], measure: (row: T) => number): number => sum(rows.map(measure));

/** 0 of nothing */
export const mean = (values: readonly number[]): number => (values.length === 0 ? 0 : sum(values) / values.length);

/** null of nothing */
export function median(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2;
}

export const ratio = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);

/** Change against before; null when there was nothing before. */
export const change = (now: number, before: number): number | null => (before === 0 ? null : now / before - 1);

/** The mean of up to `width` values that end at each place. */
export function trailingMean(values: readonly number[], width: number): number[] {
  return values.map((_, index) => {
    const window = values.slice(Math.max(0, index - width + 1), index + 1);
    return sum(window) / window.length;
  });
}

/** The most that belong to the top, the rest as one. */
export function topAndRest<T>(rows: readonly T[], limit: number): { top: T[]; rest: T[] } {
  return rows.length <= limit + 1
    ? { top: [...rows], rest: [] }
    : { top: rows.slice(0, limit), rest: rows.slice(limit) };
}

/** Readable steps of an axis that starts at zero: 3 to 5 lines. */
export function niceStep(max: number): number {
  if (max <= 0) return 1;
  const raw = max / 4;
  const power = 10 ** Math.floor(Math.log10(raw));
  const lead = raw / power;
  return (lead <= 1 ? 1 : lead <= 2 ? 2 : lead <= 2.5 ? 2.5 : lead <= 5 ? 5 : 10) * power;
}

/** Money is whole micro-dollars: what arithmetic on dollars adds behind them is taken off before it is exported. */
export const wholeMicros = (usd: number): number => Math.round(usd * 1e6) / 1e6;
