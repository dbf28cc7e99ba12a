import { keepPreviousData, QueryClient } from '@tanstack/react-query';
import { retryable } from '@/lib/api/client';

const MOST_RETRIES = 2;

/** Old numbers stay, dimmed, while new ones are fetched; only what may pass by itself is asked again. */
export const client = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 20_000,
      gcTime: 2 * 60_000,
      placeholderData: keepPreviousData,
      refetchOnWindowFocus: false,
      retry: (failures, error) => failures < MOST_RETRIES && retryable(error),
      retryDelay: (attempt) => 400 * 2 ** attempt,
      structuralSharing: true,
    },
  },
});
