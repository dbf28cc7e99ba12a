import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';

/** Words of the address that belong to one page alone; they go when the page is left. */
export const OWN = ['sort', 'q', 'rows', 'span'] as const;
export type Own = (typeof OWN)[number];

/** Of an address, what belongs to its page. */
export function ownOf(raw: Record<string, unknown>): Partial<Record<Own, string>> {
  const own: Partial<Record<Own, string>> = {};
  for (const name of OWN) {
    const value = (Array.isArray(raw[name]) ? (raw[name] as unknown[])[0] : raw[name]) as unknown;
    if (typeof value === 'string' && value !== '') own[name] = value;
  }
  return own;
}

export const withoutOwn = (search: object): object =>
  Object.fromEntries(Object.entries(search).filter(([name]) => !OWN.some((own) => own === name)));

/** Typing is not one address a letter. */
const QUIET_MS = 200;

/**
 * A state that the address tells, so that a copied link shows the same screen. What is already there is replaced: the way
 * back leads to the page before, not through each letter of a search.
 *
 * @param read what the word means; undefined when nothing
 * @param write undefined for what is so anyway
 * @returns `lost`: the word of the address that was not understood
 */
export function useOwn<T>(
  name: Own,
  otherwise: T,
  read: (word: string) => T | undefined,
  write: (value: T) => string | undefined,
): [value: T, set: (value: T) => void, lost: string | null] {
  const raw = useSearch({ strict: false }) as Record<string, unknown>;
  const navigate = useNavigate();
  const first = useRef(ownOf(raw)[name]);
  const [value, setValue] = useState<T>(
    () => (first.current === undefined ? undefined : read(first.current)) ?? otherwise,
  );
  const [lost] = useState(() =>
    first.current !== undefined && read(first.current) === undefined ? `${name}=${first.current}` : null,
  );
  const word = write(value);
  const told = useRef(first.current);
  useEffect(() => {
    if (told.current === word) return;
    const timer = setTimeout(() => {
      told.current = word;
      void navigate({
        to: '.',
        search: (now: Record<string, unknown>) => ({ ...now, [name]: word }),
        replace: true,
        resetScroll: false,
      } as never);
    }, QUIET_MS);
    return () => clearTimeout(timer);
  }, [navigate, name, word]);
  return [value, setValue, lost];
}
