/** Categorical colours by role: c1 … c8 of the style sheet. c8, grey, is "other" and nothing else. */
export type Hue = 'c1' | 'c2' | 'c3' | 'c4' | 'c5' | 'c6' | 'c7' | 'c8';

export const HUES: readonly Hue[] = ['c1', 'c2', 'c3', 'c4', 'c5', 'c6', 'c7'];

const FURTHER: readonly Hue[] = ['c5', 'c6', 'c7', 'c4'];

/** A model has one colour everywhere: by family, further ones in the order of their names. */
export function modelHues(models: readonly string[]): Map<string, Hue> {
  const hues = new Map<string, Hue>();
  const used = new Set<Hue>();
  const others: string[] = [];
  for (const model of [...new Set(models)].sort().reverse()) {
    const hue: Hue | undefined = /opus/.test(model)
      ? 'c1'
      : /sonnet/.test(model)
        ? 'c3'
        : /haiku/.test(model)
          ? 'c2'
          : undefined;
    if (hue && !used.has(hue)) {
      used.add(hue);
      hues.set(model, hue);
    } else {
      others.push(model);
    }
  }
  others.reverse().forEach((model, index) => hues.set(model, model === '' ? 'c8' : (FURTHER[index] ?? 'c8')));
  return hues;
}

export const cssHue = (hue: Hue): string => `var(--${hue})`;
