import type { PromptLine } from '@/lib/api/prompts';
import { plural, usd } from '@/lib/format';
import { sumOf } from '@/lib/stats';

export const LIMIT = 1000;

export function promptsHeadline(prompts: readonly PromptLine[]): string {
  if (prompts.length === 0) return 'No prompts in these days.';
  const cost = usd(sumOf(prompts, (prompt) => prompt.costUsd));
  return prompts.length >= LIMIT
    ? `The ${prompts.length.toLocaleString('en')} most expensive prompts cost ${cost}.`
    : `${plural(prompts.length, 'prompt')} cost ${cost}.`;
}
