import type { Dimension } from './filters';
import { modelName, person, repoName } from './format';

/** How a value of a dimension is shown; the title has all of it. */
export function nameOf(dimension: Dimension, value: string): string {
  if (value === '') return 'unattributed';
  if (dimension === 'user') return person(value);
  if (dimension === 'repo') return repoName(value);
  if (dimension === 'model') return modelName(value);
  return value;
}

/**
 * What the store has where a record names none; as the consumer writes it. "other" is what stands for many: names beyond
 * the most of a day, services of no known kind.
 */
const UNNAMED: Record<Dimension, readonly string[]> = {
  source: ['', 'other'],
  user: ['', 'unknown', 'other'],
  team: ['', 'unattributed', 'other'],
  repo: ['', 'unattributed', 'other'],
  model: ['', 'other'],
};

/** Whether a value stands for one developer, repo or model. What does not is in every total, and nobody's cause, count or median. */
export const isNamed = (dimension: Dimension, value: string): boolean =>
  !UNNAMED[dimension].includes(value.toLowerCase());

/** The page is People; one of them is a developer, here, in columns and in sentences. */
export const DIMENSION_NAMES: Record<Dimension, string> = {
  source: 'Source',
  user: 'Developer',
  team: 'Team',
  repo: 'Repo',
  model: 'Model',
};
