import { queryOptions } from '@tanstack/react-query';
import { meQuery, reportingQuery } from '@/lib/api/me';
import { restful, tokensQuery } from '@/lib/api/tokens';

export { createToken, tokensQuery } from '@/lib/api/tokens';

const POLL_MS = 2000;
const TOKENS_MS = 5000;

/** Asked often while somebody waits for the first event. */
export const watchedReporting = queryOptions({ ...reportingQuery, refetchInterval: POLL_MS });
export const watchedMe = queryOptions({ ...meQuery, refetchInterval: POLL_MS });
/** For admins alone. */
export const watchedTokens = queryOptions({ ...tokensQuery, refetchInterval: restful(TOKENS_MS) });
