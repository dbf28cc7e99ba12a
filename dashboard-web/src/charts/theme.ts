import type { Hue } from '@/lib/palette';

/** Colours as a canvas needs them: read from the style sheet, so that there is one list of them. */
export interface ChartTheme {
  text: string;
  text2: string;
  text3: string;
  line: string;
  lineStrong: string;
  surface: string;
  raised: string;
  warn: string;
  font: string;
  hue: (hue: Hue) => string;
  /** How a column is picked. */
  pick: 'Click' | 'Tap again';
}

/** Pointed at with a finger, which cannot point without a tap. */
export const isTouched = (): boolean => matchMedia('(pointer: coarse)').matches;

export function readTheme(): ChartTheme {
  const style = getComputedStyle(document.documentElement);
  const read = (name: string) => style.getPropertyValue(`--${name}`).trim();
  return {
    text: read('text'),
    text2: read('text-2'),
    text3: read('text-3'),
    line: read('line'),
    lineStrong: read('line-strong'),
    surface: read('surface'),
    raised: read('raised'),
    warn: read('warn'),
    font: read('sans'),
    hue: read,
    pick: isTouched() ? 'Tap again' : 'Click',
  };
}
