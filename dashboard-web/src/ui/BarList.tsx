import type { CSSProperties } from 'react';
import { percentOfWhole } from '@/lib/format';
import type { Hue } from '@/lib/palette';

export interface Bar {
  key: string;
  name: string;
  title?: string;
  value: number;
  /** A second line, small. */
  note?: string;
  /** Written instead of the formatted value. */
  text?: string;
  share: number | null;
  /** The same of the period before: a mark on the bar. */
  before?: number | undefined;
  /** The part of the value that the mark is compared with; what today adds behind it is lighter. */
  full?: number | undefined;
  hue?: Hue;
  /** What the top left out, as one row. */
  rest?: boolean;
}

/** The key of the row that is all the rest. */
export const REST = ' rest';

/** Explains the mark of the period before. */
export const Was = ({ of, title }: { of: string; title?: string | undefined }) => (
  <span className="muted was" title={title}>
    {of}
  </span>
);

/** What a bar over the whole width stands for. The row of all the rest has no bar. */
export const longestBar = (bars: readonly Bar[], scale?: number): number =>
  scale ?? Math.max(...bars.flatMap((bar) => (bar.rest ? [] : [bar.value, bar.before ?? 0])), 1e-9);

/** Name, value and share over one thin bar. A click filters, with shift it adds. */
export function BarList({
  bars,
  format,
  chosen,
  onPick,
  fold = null,
  onFold,
  scale,
}: {
  bars: readonly Bar[];
  format: (value: number) => string;
  chosen?: readonly string[] | undefined;
  onPick?: ((key: string, add: boolean) => void) | undefined;
  /** Of a list that was opened: the name of the row that folds it again. */
  fold?: string | null;
  /** Makes the rest row a button that opens the list. */
  onFold?: (() => void) | undefined;
  /** The longest bar; by default the largest value now or before. */
  scale?: number;
}) {
  const longest = longestBar(bars, scale);
  const width = (value: number) => `${Math.min(100, Math.max(0, (value / longest) * 100))}%`;
  // In the place and under the key of the rest row: the focus stays where the list was opened.
  const folding = fold === null ? null : { key: REST, name: fold, value: 0, share: null, rest: true };
  const shown: readonly Bar[] = folding ? [...bars, folding] : bars;
  return (
    <ul className="bars">
      {shown.map((bar) => {
        const inside = (
          <>
            <span className="name cut" title={bar.title ?? bar.name}>
              {bar.rest && onFold && <span className="visually-hidden">Show </span>}
              {bar.name}
            </span>
            {bar !== folding && (
              <>
                <span className="num">{bar.text ?? format(bar.value)}</span>
                <span className="num share">{percentOfWhole(bar.share)}</span>
              </>
            )}
            {bar.note && <span className="note">{bar.note}</span>}
          </>
        );
        return (
          <li
            key={bar.key}
            className={bar.rest ? 'rest' : undefined}
            style={bar.hue ? ({ '--c': `var(--${bar.hue})` } as CSSProperties) : undefined}
          >
            {bar.rest && onFold ? (
              <button type="button" aria-expanded={bar === folding} onClick={onFold}>
                {inside}
              </button>
            ) : onPick && !bar.rest ? (
              <button
                type="button"
                aria-pressed={chosen?.includes(bar.key) ?? false}
                title={`Filter by ${bar.name}; with Shift, add it`}
                onClick={(event) => onPick(bar.key, event.shiftKey)}
              >
                {inside}
              </button>
            ) : (
              <div>{inside}</div>
            )}
            {!bar.rest && (
              <span className="track" aria-hidden="true">
                {bar.full !== undefined && bar.full < bar.value && (
                  <i className="so-far" style={{ width: width(bar.value) }} />
                )}
                <i style={{ width: width(bar.full ?? bar.value) }} />
                {bar.before !== undefined && bar.before > 0 && <u style={{ left: width(bar.before) }} />}
              </span>
            )}
          </li>
        );
      })}
    </ul>
  );
}
