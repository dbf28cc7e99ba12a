import { queryOptions } from '@tanstack/react-query';
import { restful, tokensQuery } from '@/lib/api/tokens';

export { changeToken, createToken, revokeToken, rotateToken, tokensQuery } from '@/lib/api/tokens';

const POLL_MS = 10_000;

/** "Last used" is at most a minute old. */
export const watchedTokens = queryOptions({ ...tokensQuery, refetchInterval: restful(POLL_MS) });
