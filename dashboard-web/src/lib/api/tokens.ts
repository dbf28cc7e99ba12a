import { queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import { get, send } from './client';

export const tokenSchema = z.object({
  id: z.string(),
  label: z.string(),
  lastFour: z.string(),
  /** rotating: replaced, and still valid. expiring: ends within 7 days. */
  state: z.enum(['active', 'rotating', 'expiring', 'expired', 'revoked']),
  /** '' when it names none. */
  team: z.string(),
  repo: z.string(),
  createdBy: z.string(),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime().nullable(),
  revokedAt: z.iso.datetime().nullable(),
  replacedBy: z.string().nullable(),
  lastUsedAt: z.iso.datetime().nullable(),
  /** These four: of the last 24 hours. */
  requests: z.number(),
  bytes: z.number(),
  limited: z.number(),
  refused: z.number(),
  /** null: no limit of its own. */
  requestsPerSecond: z.number().nullable(),
  bytesPerSecond: z.number().nullable(),
  version: z.number(),
});
export type Token = z.infer<typeof tokenSchema>;

export const tokensSchema = z.object({ tokens: z.array(tokenSchema) });

/** `secret` is the plain text, told this once. */
export const createdTokenSchema = z.object({ token: tokenSchema, secret: z.string() });
export type CreatedToken = z.infer<typeof createdTokenSchema>;
export const rotatedTokenSchema = createdTokenSchema.extend({ old: tokenSchema });
export type RotatedToken = z.infer<typeof rotatedTokenSchema>;

export const tokensQuery = queryOptions({
  queryKey: ['tokens'],
  queryFn: ({ signal }) => get('/api/admin/tokens', tokensSchema, undefined, signal),
});

const MANY = 500;
const SELDOM_MS = 60_000;

/** Between two looks at all tokens: of 10,000 the list is megabytes, and takes SQLite a moment. */
export const restful =
  (pauseMs: number) =>
  (query: { state: { data?: { tokens: unknown[] } | undefined } }): number =>
    (query.state.data?.tokens.length ?? 0) > MANY ? SELDOM_MS : pauseMs;

export interface TokenFields {
  label: string;
  expiresAt: string | null;
  team: string;
  repo: string;
  requestsPerSecond: number | null;
  bytesPerSecond: number | null;
}

const one = (id: string): string => `/api/admin/tokens/${encodeURIComponent(id)}`;

/** What it has not is left out. */
export const createToken = (fields: TokenFields): Promise<CreatedToken> =>
  send(
    'POST',
    '/api/admin/tokens',
    Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null && value !== '')),
    createdTokenSchema,
  );

export const changeToken = (id: string, fields: TokenFields, version: number): Promise<Token> =>
  send('PATCH', one(id), { ...fields, version }, tokenSchema);

export const rotateToken = (id: string, overlapMinutes: number): Promise<RotatedToken> =>
  send('POST', `${one(id)}/rotate`, { overlapMinutes }, rotatedTokenSchema);

export const revokeToken = (id: string): Promise<Token> => send('POST', `${one(id)}/revoke`, {}, tokenSchema);

/** mai_…w9Zf */
export const shortToken = (lastFour: string): string => `mai_…${lastFour}`;

export const isLive = (token: Token): boolean =>
  token.state === 'active' || token.state === 'rotating' || token.state === 'expiring';
