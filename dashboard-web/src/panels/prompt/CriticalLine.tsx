import type { Step } from './critical-path';
import { percentOf, type View } from './time-axis';

/** One stepped line through the rows. */
export function CriticalLine({
  steps,
  top,
  height,
  row,
  falls,
  view,
}: {
  steps: readonly Step[];
  top: number;
  height: number;
  /** The height of a row. */
  row: number;
  /** Whether it goes down from step to step; where names are in its way only what ran is underlined. */
  falls: boolean;
  view: View;
}) {
  const under = (step: Step) => step.place * row + row - 4;
  const at = (ms: number, y: number) => `${percentOf(view, ms).toFixed(3)} ${y}`;
  const line = steps
    .map((step, index) => {
      const before = steps[index - 1];
      const y = under(step);
      // Where nothing ran between two steps the line waits at the first one's row, then falls.
      const way =
        before && falls ? `L${at(step.startMs, under(before))}L${at(step.startMs, y)}` : `M${at(step.startMs, y)}`;
      return `${way}L${at(step.endMs, y)}`;
    })
    .join('');
  return (
    <svg
      className="critical"
      style={{ top, height }}
      viewBox={`0 0 100 ${height}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      <path d={line} />
    </svg>
  );
}
