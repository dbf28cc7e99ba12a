import { cssHue, type Hue } from '@/lib/palette';

/** A level over time, without axis: the figure beside it has the number. */
export function SparkLine({ values }: { values: readonly number[] }) {
  if (values.length < 2) return <svg className="spark" viewBox="0 0 120 22" aria-hidden="true" />;
  const low = Math.min(...values);
  const high = Math.max(...values);
  const points = values
    .map((value, index) => {
      const x = (index / (values.length - 1)) * 120;
      const y = high === low ? 11 : 20 - ((value - low) / (high - low)) * 18;
      return `${x.toFixed(1)},${y.toFixed(1)}`;
    })
    .join(' ');
  return (
    <svg className="spark" viewBox="0 0 120 22" preserveAspectRatio="none" aria-hidden="true">
      <polyline points={points} />
    </svg>
  );
}

/** Amounts by day on their own scale. */
export function SparkColumns({ values, hue = 'c1' }: { values: readonly number[]; hue?: Hue }) {
  const width = 84;
  const high = Math.max(...values, 0);
  const step = width / Math.max(values.length, 1);
  const path = values
    .map((value, index) => {
      if (value <= 0 || high === 0) return '';
      const height = Math.max(1, (value / high) * 18);
      return `M${(index * step).toFixed(2)} ${(20 - height).toFixed(2)}h${Math.max(step * 0.7, 0.6).toFixed(2)}V20h-${Math.max(step * 0.7, 0.6).toFixed(2)}z`;
    })
    .join('');
  return (
    <svg className="spark-cols" width={width} height={20} viewBox={`0 0 ${width} 20`} aria-hidden="true">
      <path d={`M0 19.5h${width}v.5H0z`} fill="var(--line)" />
      <path d={path} fill={cssHue(hue)} />
    </svg>
  );
}
