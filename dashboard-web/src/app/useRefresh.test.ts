import { QueryClient } from '@tanstack/react-query';
import { expect, it } from 'vitest';
import { ApiFailure } from '@/lib/api/client';
import { isOverdue, isRefreshed, oldestShown } from './useRefresh';

it('how old the screen is, is how old the oldest of it is', () => {
  const client = new QueryClient();
  const shown = () => oldestShown(client.getQueryCache().getAll());
  expect(shown()).toBe(0);
  client.setQueryData(['me'], {}, { updatedAt: 3000 });
  client.setQueryData(['rollups'], {}, { updatedAt: 2000 });
  // What does not change any more does not age the page.
  client.setQueryData(['tree', 'p'], {}, { updatedAt: 1000 });
  expect(shown()).toBe(2000);
});

it('what hung is not asked again by itself, what failed otherwise is', async () => {
  const client = new QueryClient();
  const failing = (key: string, timedOut: boolean) =>
    client
      .fetchQuery({
        queryKey: [key],
        retry: false,
        queryFn: () => Promise.reject(new ApiFailure('network', 'No answer.', { timedOut })),
      })
      .catch(() => undefined);
  await Promise.all([failing('me', true), failing('rollups', false)]);
  client.setQueryData(['tree', 'p'], {});
  client.setQueryData(['sessions'], {});
  const refreshed = client.getQueryCache().getAll().filter(isRefreshed);
  expect(refreshed.map((query) => query.queryKey[0])).toEqual(['rollups', 'sessions']);
});

it('who comes back has new numbers when a turn was missed, not after a short look elsewhere', () => {
  expect(isOverdue(1_000_000, 1_000_000 + 3_600_000)).toBe(true);
  expect(isOverdue(1_000_000, 1_000_000 + 29_000)).toBe(false);
  expect(isOverdue(0, 3_600_000)).toBe(false);
});
