import { useEffect, useRef } from 'react';

/** A page's own keys: true when the key meant something there. */
type PageKeys = (key: string, target: EventTarget | null) => boolean;

const pages = new Set<PageKeys>();

export function addPageKeys(keys: PageKeys): () => void {
  pages.add(keys);
  return () => pages.delete(keys);
}

/** Asks what is on the page before the key means what it means everywhere. */
export const runPageKeys: PageKeys = (key, target) => [...pages].some((keys) => keys(key, target));

/** Keys that work wherever the focus is, but in inputs and in what floats, and only while shortcuts are on. */
export function usePageKeys(keys: PageKeys): void {
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => addPageKeys((key, target) => latest.current(key, target)), []);
}
