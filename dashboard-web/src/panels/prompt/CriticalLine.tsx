import type { Step } from './critical-path';
import { percentOf, type View } from './time-axis';

/** One stepped line through the rows. */
export function CriticalLine({
  steps,
  top,
  height,
  row,
  view,
}: {
  steps: readonly Step[];
  top: number;
  height: number;
  /** The height of a row. */
  row: number;
  view: View;
}) {
  const under = (step: Step) => step.place * row + row - 4;
  const at = (ms: number, y: number) => `${percentOf(view, ms).toFixed(3)},${y}`;
  const line = steps
    .flatMap((step, index) => {
      const before = steps[index - 1];
      const y = under(step);
      // Where nothing ran between two steps the line waits at the first one's row, then falls.
      return [...(before ? [at(step.startMs, under(before))] : []), at(step.startMs, y), at(step.endMs, y)];
    })
    .join(' ');
  return (
    <svg
      className="critical"
      style={{ top, height }}
      viewBox={`0 0 100 ${height}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      <polyline points={line} />
    </svg>
  );
}
