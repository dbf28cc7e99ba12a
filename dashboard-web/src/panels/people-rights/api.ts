import { queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import { get, send } from '@/lib/api/client';
import { saveFile } from '@/lib/files';
import { exportName } from './shape';

export const peopleSchema = z.object({
  people: z.array(
    z.object({
      user: z.string(),
      pseudonym: z.string(),
      firstDay: z.iso.date().nullable(),
      lastDay: z.iso.date().nullable(),
      sessions: z.number(),
      costUsd: z.number(),
    }),
  ),
});
export type Person = z.infer<typeof peopleSchema>['people'][number];

/** It names nobody: by then there is no name left. */
export const erasureSchema = z.object({
  id: z.string(),
  requestedAt: z.iso.datetime(),
  requestedBy: z.string(),
  finishedAt: z.iso.datetime().nullable(),
  deletedRows: z.number(),
});
export type Erasure = z.infer<typeof erasureSchema>;

export const erasuresSchema = z.object({ erasures: z.array(erasureSchema) });

export const peopleQuery = queryOptions({
  queryKey: ['people-rights'],
  queryFn: ({ signal }) => get('/api/admin/people', peopleSchema, undefined, signal),
});

const POLL_MS = 2000;

/** Asked often while one is under way. */
export const erasuresQuery = queryOptions({
  queryKey: ['erasures'],
  queryFn: ({ signal }) => get('/api/admin/erasures', erasuresSchema, undefined, signal),
  refetchInterval: (query) =>
    query.state.data?.erasures.some((erasure) => erasure.finishedAt === null) ? POLL_MS : false,
});

export const erase = (user: string, keepOut: boolean): Promise<Erasure> =>
  send('POST', '/api/admin/people/erase', { user, keepOut }, erasureSchema);

export const savePerson = (user: string): Promise<void> =>
  saveFile(exportName(user), '/api/admin/people/export', new URLSearchParams({ user }), 'application/zip');
