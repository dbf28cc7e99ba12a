import { useSyncExternalStore } from 'react';
import { type Day, MS_PER_DAY } from './days';
import { today } from './filters';

/** A timer stands still while the machine sleeps: then the day is looked at again this soon. */
const MOST_MS = 60_000;

/** How long until the day has to be looked at again: UTC midnight is never missed. */
export const untilNextLook = (now: number): number => Math.min(MOST_MS, MS_PER_DAY - (now % MS_PER_DAY));

/** Calls when it may be another day; the answer ends it. */
export function watchDay(look: () => void): () => void {
  let timer: ReturnType<typeof setTimeout>;
  const wait = () => {
    timer = setTimeout(() => {
      look();
      wait();
    }, untilNextLook(Date.now()));
  };
  wait();
  document.addEventListener('visibilitychange', look);
  return () => {
    clearTimeout(timer);
    document.removeEventListener('visibilitychange', look);
  };
}

/** The UTC day that it is, also for a page that stays open over midnight. */
export const useToday = (): Day => useSyncExternalStore(watchDay, today);
