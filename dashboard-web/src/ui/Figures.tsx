import type { CSSProperties, ReactNode } from 'react';
import { SparkLine } from './Spark';

export interface Figure {
  name: string;
  value: ReactNode;
  /** "of 25", smaller */
  aside?: string;
  /** ▲ 10 % */
  delta?: string;
  tone?: 'good' | 'mend';
  /** from $4,420 */
  from?: ReactNode;
  trend?: readonly number[];
  /** What a point of the line is. */
  trendName?: string;
  title?: string;
}

/** More have two rows on a small screen. */
const MANY = 7;

/** One strip, no cards. */
export function Figures({ figures }: { figures: readonly Figure[] }) {
  return (
    <dl
      className={figures.length > MANY ? 'figures many' : 'figures'}
      style={{ '--n': figures.length } as CSSProperties}
    >
      {figures.map((figure) => (
        <div className="fig" key={figure.name} title={figure.title}>
          <dt>{figure.name}</dt>
          <dd className="v">
            {figure.value}
            {figure.aside && <small> {figure.aside}</small>}
          </dd>
          <dd className="delta">
            {figure.delta && <b className={figure.tone}>{figure.delta}</b>} {figure.from ?? '\u00a0'}
          </dd>
          {figure.trend && (
            <dd title={figure.trendName}>
              <SparkLine values={figure.trend} />
            </dd>
          )}
        </div>
      ))}
    </dl>
  );
}
