import { notifyManager, type Query, type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useState, useSyncExternalStore } from 'react';
import { asFailure } from '@/lib/api/client';

const EVERY_MS = 30_000;

/** What does not change any more is not asked for again. */
const FIXED = new Set(['tree']);

/** When the oldest of what is on the screen came; 0 before anything did. */
export function oldestShown(active: readonly Pick<Query, 'queryKey' | 'state'>[]): number {
  const shown = active
    .filter((query) => query.state.dataUpdatedAt > 0 && !FIXED.has(String(query.queryKey[0])))
    .map((query) => query.state.dataUpdatedAt);
  return shown.length === 0 ? 0 : Math.min(...shown);
}

const oldestOnScreen = (client: QueryClient): number => oldestShown(client.getQueryCache().findAll({ type: 'active' }));

/** What hung is asked again by hand alone: else the page that says so would be a skeleton again at once, for ever. */
export const isRefreshed = ({ queryKey, state }: Pick<Query, 'queryKey' | 'state'>): boolean =>
  !FIXED.has(String(queryKey[0])) && !(state.error !== null && asFailure(state.error).detail.timedOut === true);

/** Whether a refresh was due while the page was hidden; before anything came there is nothing to refresh. */
export const isOverdue = (updatedAt: number, now: number): boolean => updatedAt > 0 && now - updatedAt > EVERY_MS;

/** Refreshes what is on the screen; not while paused or hidden. */
export function useRefresh(): {
  paused: boolean;
  setPaused: (paused: boolean) => void;
  updatedAt: number;
  now: number;
} {
  const client = useQueryClient();
  const [paused, setPaused] = useState(false);
  const [now, setNow] = useState(Date.now());

  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);

  // Told by the cache itself: "Loading" never stands beside numbers that are there.
  const updatedAt = useSyncExternalStore(
    useCallback((changed) => client.getQueryCache().subscribe(notifyManager.batchCalls(changed)), [client]),
    () => oldestOnScreen(client),
  );

  useEffect(() => {
    if (paused) return;
    const isHidden = () => document.visibilityState === 'hidden';
    const refresh = () => void client.invalidateQueries({ refetchType: 'active', predicate: isRefreshed });
    const timer = setInterval(() => {
      if (!isHidden()) refresh();
    }, EVERY_MS);
    // Who comes back does not look at what is hours old until the next turn.
    const back = () => {
      if (!isHidden() && isOverdue(oldestOnScreen(client), Date.now())) refresh();
    };
    document.addEventListener('visibilitychange', back);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', back);
    };
  }, [client, paused]);

  return { paused, setPaused, updatedAt, now };
}
