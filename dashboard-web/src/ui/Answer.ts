import type { UseQueryResult } from '@tanstack/react-query';
import { useRef } from 'react';

/** One or several answers of the API as one: all there, or not yet, or failed. */
export interface Answer<T> {
  data: T | undefined;
  error: Error | null;
  /** Old data is shown while new data for other filters is fetched. */
  stale: boolean;
  /** When it failed last. */
  failedAt?: number | undefined;
  /** Set when newer data did not come: of when what is shown is. */
  since?: number | undefined;
  retry: () => void;
}

type Datas<Q extends readonly UseQueryResult<unknown>[]> = {
  [K in keyof Q]: Q[K] extends UseQueryResult<infer D> ? D : never;
};

export function useTogether<const Q extends readonly UseQueryResult<unknown>[]>(...queries: Q): Answer<Datas<Q>> {
  const complete = queries.every((query) => query.data !== undefined);
  const failed = queries.find((query) => query.error !== null && query.data === undefined);
  const stale = queries.some((query) => query.isPlaceholderData);
  const lapsed = queries.filter((query) => query.error !== null && query.data !== undefined);
  // Answers for old and new filters are never mixed: until all are new, the last whole set stays.
  const whole = useRef<Datas<Q> | undefined>(undefined);
  if (complete && !stale) whole.current = queries.map((query) => query.data) as Datas<Q>;
  return {
    data: complete ? whole.current : undefined,
    error: failed?.error ?? null,
    stale,
    failedAt: failed?.errorUpdatedAt,
    since: lapsed.length > 0 ? Math.min(...lapsed.map((query) => query.dataUpdatedAt)) : undefined,
    retry: () => {
      for (const query of queries) if (query.isError) void query.refetch();
    },
  };
}

/** What an answer was asked for stays with it: while new data comes, the old is told by its own days. */
export function useAsked<T>({ data, stale }: Answer<unknown>, asked: T): T {
  const kept = useRef(asked);
  if (!stale || data === undefined) kept.current = asked;
  return kept.current;
}
