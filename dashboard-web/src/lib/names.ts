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

export const DIMENSION_NAMES: Record<Dimension, string> = {
  source: 'Source',
  user: 'Person',
  team: 'Team',
  repo: 'Repo',
  model: 'Model',
};
