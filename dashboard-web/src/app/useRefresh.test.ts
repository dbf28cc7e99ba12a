import { QueryClient } from '@tanstack/react-query';
import { expect, it } from 'vitest';
import { oldestShown } from './useRefresh';

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
