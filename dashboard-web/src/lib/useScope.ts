import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import { type Me, meQuery } from './api/me';
import { isShownQuery } from './api/rollups';
import {
  before,
  type Comparison,
  comparison,
  type Dimension,
  isLastWeek,
  parseSearch,
  type Scope,
  scopeOf,
  type Search,
  toggled,
  untilToday,
  withNothing,
} from './filters';
import type { Day } from './days';
import { ownOf } from './page-state';
import { usePinned } from './usePinned';
import { useToday } from './useToday';

export interface ScopeHook {
  search: Search;
  scope: Scope;
  /** As many days directly before: for lines of days, never for changes. */
  previous: Scope;
  /** What the whole range is compared with, mark by bar; null when nothing is, or changes are told otherwise. */
  compared: Comparison | null;
  /** What changes are told by: the same, or the last week of a range before which not all is known; see {@link comparison}. */
  changes: Comparison | null;
  today: string;
  /** The first that the org has numbers of; null when that is not known. */
  firstDay: Day | null;
  /** Click filters; with shift it adds to what is chosen. */
  toggle: (dimension: Dimension, value: string, add: boolean) => void;
  change: (change: Partial<Search>) => void;
}

const firstDayOf = (me: Me) => me.firstDay;

/** The one way to range and filters: the address, and what the page is about. */
export function useScope(): ScopeHook {
  const pinned = usePinned();
  const raw = useSearch({ strict: false }) as Record<string, unknown>;
  const navigate = useNavigate();
  const day = useToday();
  const search = useMemo(() => {
    const said = untilToday(parseSearch(raw), day);
    // A filter of what the page is about would be shown and count for nothing: it waits for the next page.
    for (const dimension of Object.keys(pinned)) delete said[dimension as Dimension];
    return said;
  }, [raw, pinned, day]);
  const scope = useMemo(() => {
    const open = scopeOf(search, day);
    for (const [dimension, value] of Object.entries(pinned)) open.filters[dimension as Dimension] = [value];
    return open;
  }, [search, day, pinned]);
  const previous = useMemo(() => before(scope), [scope]);
  // Who asks is asked for once, by the frame of all pages; until it is known, changes are told as if all days were.
  const { data: firstDay = null } = useQuery({ ...meQuery, select: firstDayOf });
  const told = useMemo(() => comparison(scope, day, firstDay), [scope, day, firstDay]);
  // A team may have been too small to be shown in the days before, or be so without today: then nothing is known of them.
  const { data: shown } = useQuery(isShownQuery(scope.filters.team ? told : null));
  const changes = useMemo(() => (told && shown === false ? withNothing(scope) : told), [scope, told, shown]);
  const compared = isLastWeek(scope, changes) ? null : changes;
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
  return { search, scope, previous, compared, changes, today: day, firstDay, toggle, change };
}
