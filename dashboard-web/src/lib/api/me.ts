import { queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import { pinOrg } from '@/lib/org';
import { get } from './client';

export const meSchema = z.object({
  email: z.string(),
  role: z.string(),
  org: z.object({ id: z.string(), name: z.string() }),
  orgs: z.array(z.object({ id: z.string(), name: z.string(), role: z.string() })),
  lastIngestAt: z.iso.datetime().nullable(),
  lastRollupAt: z.iso.datetime().nullable(),
  /** The first UTC day with daily numbers; null when there are none. */
  firstDay: z.iso.date().nullable().default(null),
  /** Viewers of this org see pseudonyms. */
  pseudonymous: z.boolean().default(false),
  /** Where clients reach ingest; null when the service was not told. */
  ingestUrl: z.string().nullable().default(null),
});
export type Me = z.infer<typeof meSchema>;

export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: async ({ signal }) => {
    const me = await get('/api/me', meSchema, undefined, signal);
    pinOrg(me.org.id);
    return me;
  },
});

export const reportingSchema = z.object({
  users: z.array(
    z.object({
      user: z.string(),
      metricsLastSeen: z.iso.datetime().nullable(),
      logsLastSeen: z.iso.datetime().nullable(),
      tracesLastSeen: z.iso.datetime().nullable(),
      clientVersion: z.string().nullable(),
    }),
  ),
  lastIngestAt: z.iso.datetime().nullable(),
});
export type Reporting = z.infer<typeof reportingSchema>;

export const reportingQuery = queryOptions({
  queryKey: ['reporting'],
  queryFn: ({ signal }) => get('/api/reporting', reportingSchema, undefined, signal),
});
