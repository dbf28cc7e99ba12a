import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import { useScopePin } from './ScopePin';
import {
  before,
  type Comparison,
  comparison,
  type Dimension,
  parseSearch,
  type Scope,
  scopeOf,
  type Search,
  today,
  toggled,
} from './filters';
import { ownOf } from './page-state';

export interface ScopeHook {
  search: Search;
  scope: Scope;
  /** As many days directly before: for lines of days, never for changes. */
  previous: Scope;
  /** What changes are told by; null when no day of the range is over. */
  compared: Comparison | null;
  today: string;
  /** Click filters; with shift it adds to what is chosen. */
  toggle: (dimension: Dimension, value: string, add: boolean) => void;
  change: (change: Partial<Search>) => void;
}

/** The one way to range and filters: the address, and what the page is about. */
export function useScope(): ScopeHook {
  const pinned = useScopePin();
  const raw = useSearch({ strict: false }) as Record<string, unknown>;
  const navigate = useNavigate();
  const day = today();
  const search = useMemo(() => parseSearch(raw), [raw]);
  const scope = useMemo(() => {
    const open = scopeOf(search, day);
    for (const [dimension, value] of Object.entries(pinned)) open.filters[dimension as Dimension] = [value];
    return open;
  }, [search, day, pinned]);
  const previous = useMemo(() => before(scope), [scope]);
  const compared = useMemo(() => comparison(scope, day), [scope, day]);
  const change = useCallback(
    (next: Partial<Search>) => {
      void navigate({
        to: '.',
        search: (now: Record<string, unknown>) => ({ ...ownOf(now), ...parseSearch(now), ...next }),
        resetScroll: false,
      } as never);
    },
    [navigate],
  );
  const toggle = useCallback(
    (dimension: Dimension, value: string, add: boolean) => {
      void navigate({
        to: '.',
        search: (now: Record<string, unknown>) => ({
          ...ownOf(now),
          ...toggled(parseSearch(now), dimension, value, add),
        }),
        resetScroll: false,
      } as never);
    },
    [navigate],
  );
  return { search, scope, previous, compared, today: day, toggle, change };
}
