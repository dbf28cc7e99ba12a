import { queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import { get, send } from '@/lib/api/client';

/** Counts are of the last 24 hours. */
export const orgSchema = z.object({
  id: z.string(),
  name: z.string(),
  createdAt: z.iso.datetime(),
  members: z.number(),
  tokens: z.number(),
  lastIngestAt: z.iso.datetime().nullable(),
  requests: z.number(),
  bytes: z.number(),
  limited: z.number(),
  refused: z.number(),
  /** Waiting now, however old. */
  deadLettered: z.number(),
});
export type Org = z.infer<typeof orgSchema>;

export const orgsSchema = z.object({ orgs: z.array(orgSchema) });

export const orgsQuery = queryOptions({
  queryKey: ['orgs'],
  queryFn: ({ signal }) => get('/api/ops/orgs', orgsSchema, undefined, signal),
  refetchInterval: 10_000,
});

/** Of the answer only that it is there matters: the list is loaded again. */
export const createOrg = (id: string, name: string, adminEmail: string): Promise<unknown> =>
  send('POST', '/api/ops/orgs', { id, name, adminEmail }, z.unknown());
