import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';

const EVERY_MS = 30_000;

/** What does not change any more is not asked for again. */
const FIXED = new Set(['tree']);

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
  const [updatedAt, setUpdatedAt] = useState(0);

  useEffect(() => {
    const timer = setInterval(() => {
      setNow(Date.now());
      const shown = client
        .getQueryCache()
        .findAll({ type: 'active' })
        .filter((query) => query.state.dataUpdatedAt > 0 && !FIXED.has(String(query.queryKey[0])));
      setUpdatedAt(shown.length === 0 ? 0 : Math.min(...shown.map((query) => query.state.dataUpdatedAt)));
    }, 1000);
    return () => clearInterval(timer);
  }, [client]);

  useEffect(() => {
    if (paused) return;
    const timer = setInterval(() => {
      if (document.visibilityState === 'hidden') return;
      void client.invalidateQueries({
        refetchType: 'active',
        predicate: (query) => !FIXED.has(String(query.queryKey[0])),
      });
    }, EVERY_MS);
    return () => clearInterval(timer);
  }, [client, paused]);

  return { paused, setPaused, updatedAt, now };
}
