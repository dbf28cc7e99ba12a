import { queryOptions } from '@tanstack/react-query';
import { meQuery, reportingQuery } from '@/lib/api/me';

const POLL_MS = 2000;

/** Asked often while somebody waits for the first event. */
export const watchedReporting = queryOptions({ ...reportingQuery, refetchInterval: POLL_MS });
export const watchedMe = queryOptions({ ...meQuery, refetchInterval: POLL_MS });
