import { notifyManager, type Query, useQueryClient } from '@tanstack/react-query';
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

/** What hung is asked again by hand alone: else the page that says so would be a skeleton again at once, for ever. */
export const isRefreshed = ({ queryKey, state }: Pick<Query, 'queryKey' | 'state'>): boolean =>
  !FIXED.has(String(queryKey[0])) && !(state.error !== null && asFailure(state.error).detail.timedOut === true);

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
    () => oldestShown(client.getQueryCache().findAll({ type: 'active' })),
  );

  useEffect(() => {
    if (paused) return;
    const timer = setInterval(() => {
      if (document.visibilityState === 'hidden') return;
      void client.invalidateQueries({
        refetchType: 'active',
        predicate: isRefreshed,
      });
    }, EVERY_MS);
    return () => clearInterval(timer);
  }, [client, paused]);

  return { paused, setPaused, updatedAt, now };
}
