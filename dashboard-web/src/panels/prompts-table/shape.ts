import type { PromptLine } from '@/lib/api/prompts';
import { count, percentOfWhole, plural, usd } from '@/lib/format';
import { ratio, sumOf } from '@/lib/stats';

export const LIMIT = 1000;

/** `all`: how many there are and what they cost together; null when that is not known, as for single models. */
export function promptsHeadline(
  prompts: readonly PromptLine[],
  all: { prompts: number; costUsd: number } | null,
): string {
  if (prompts.length === 0) return 'No prompts in these days.';
  const cost = usd(sumOf(prompts, (prompt) => prompt.costUsd));
  if (prompts.length >= LIMIT && all && all.prompts > prompts.length) {
    const share = percentOfWhole(
      ratio(
        sumOf(prompts, (prompt) => prompt.costUsd),
        all.costUsd,
      ),
    );
    return `The ${count(prompts.length)} most expensive of ${count(all.prompts)} prompts cost ${cost}, ${share} of all.`;
  }
  return prompts.length >= LIMIT
    ? `The ${count(prompts.length)} most expensive prompts cost ${cost}.`
    : `${plural(prompts.length, 'prompt')} cost ${cost}.`;
}

/** in the 1,000 most expensive, when there may be more; else nothing */
export const withinOf = (prompts: readonly PromptLine[]): string | undefined =>
  prompts.length >= LIMIT ? `in the ${count(LIMIT)} most expensive` : undefined;
