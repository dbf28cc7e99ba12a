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
  const line = steps
    .flatMap((step) => {
      const y = step.place * row + row - 4;
      return [`${percentOf(view, step.startMs).toFixed(3)},${y}`, `${percentOf(view, step.endMs).toFixed(3)},${y}`];
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
