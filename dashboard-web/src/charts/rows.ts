import type { Hue } from '@/lib/palette';
import { percentOfWhole } from '@/lib/format';
import { type Bar, longestBar } from '@/ui/BarList';

/** One line of a chart that is a list: a name, a lane, and numbers as they are written. */
export interface Row {
  name: string;
  /** From left to right. */
  values?: readonly string[];
  /** Percent of the lane. */
  bars?: readonly { from: number; to: number; hue: Hue | 'text'; look?: 'faint' | 'hatch' }[];
  marks?: readonly { at: number; sign: 'line' | 'dot' | 'ring' }[];
  strong?: boolean;
}

export interface Section {
  head?: string;
  rows: readonly Row[];
  /** Percent of the lane, where a line stands through all rows, and what it says. */
  axis?: { at: number; name: string };
}

/** The bars of a list as they are on the page. */
export function barRows(bars: readonly Bar[], format: (value: number) => string, scale?: number): Row[] {
  const longest = longestBar(bars, scale);
  const place = (value: number) => (value / longest) * 100;
  return bars.map((bar) => ({
    name: bar.name,
    values: [bar.text ?? format(bar.value), percentOfWhole(bar.share)],
    ...(bar.rest
      ? {}
      : {
          bars: [
            { from: 0, to: place(bar.full ?? bar.value), hue: bar.hue ?? 'c1' },
            ...(bar.full !== undefined && bar.full < bar.value
              ? [
                  {
                    from: place(bar.full),
                    to: place(bar.value),
                    hue: bar.hue ?? ('c1' as const),
                    look: 'faint' as const,
                  },
                ]
              : []),
          ],
          marks: bar.before ? [{ at: place(bar.before), sign: 'line' as const }] : [],
        }),
  }));
}
