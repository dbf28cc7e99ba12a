import { useParams } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { Dimension } from './filters';

type Pinned = Partial<Record<Dimension, string>>;

/** What a page is about by its address, as the person of a person's page: all of it answers for that alone. */
export function usePinned(): Pinned {
  const { user, repo, model } = useParams({ strict: false });
  return useMemo(() => {
    const all = { user, repo, model };
    return Object.fromEntries(Object.entries(all).filter(([, each]) => each !== undefined)) as Pinned;
  }, [user, repo, model]);
}
