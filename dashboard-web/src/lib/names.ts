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

/** The page is People; one of them is a developer, here, in columns and in sentences. */
export const DIMENSION_NAMES: Record<Dimension, string> = {
  source: 'Source',
  user: 'Developer',
  team: 'Team',
  repo: 'Repo',
  model: 'Model',
};
