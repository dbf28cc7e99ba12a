import type { IconName } from '@/ui/Icon';

/** The pages of panels, in the order of the side bar. */
export const PAGES: readonly {
  to: '/' | '/prompts' | '/people' | '/repos' | '/models' | '/sessions';
  name: string;
  icon: IconName;
  keys: string;
}[] = [
  { to: '/', name: 'Overview', icon: 'overview', keys: 'g o' },
  { to: '/prompts', name: 'Prompts', icon: 'prompts', keys: 'g p' },
  { to: '/people', name: 'People', icon: 'people', keys: 'g u' },
  { to: '/repos', name: 'Repos', icon: 'repos', keys: 'g r' },
  { to: '/models', name: 'Models', icon: 'models', keys: 'g m' },
  { to: '/sessions', name: 'Sessions', icon: 'sessions', keys: 'g s' },
];

export const RANGE_KEYS = { 'r 1': '1w', 'r 4': '4w', 'r 3': '13w' } as const;

/** Addresses where range and filters say nothing. */
export const isBare = (path: string): boolean =>
  /^\/(setup|admin|ops)(\/|$)/.test(path) || /^\/(prompts|sessions)\/./.test(path);
