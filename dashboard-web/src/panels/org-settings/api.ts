import { queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import { get, send } from '@/lib/api/client';

export const settingsSchema = z.object({
  name: z.string(),
  /** Who signs in with an address of the domain becomes a member in that role. */
  domains: z.array(z.object({ domain: z.string(), role: z.string() })),
  pseudonymous: z.boolean(),
  /** Teams of fewer active people are shown together; 0: none are. */
  teamFloor: z.number(),
  /** Of all tokens together; null: no limit of its own. */
  requestsPerSecond: z.number().nullable(),
  bytesPerSecond: z.number().nullable(),
  version: z.number(),
});
export type OrgSettings = z.infer<typeof settingsSchema>;

export const settingsQuery = queryOptions({
  queryKey: ['org-settings'],
  queryFn: ({ signal }) => get('/api/admin/settings', settingsSchema, undefined, signal),
});

export const loadSettings = (): Promise<OrgSettings> => get('/api/admin/settings', settingsSchema);

export const saveSettings = (settings: OrgSettings): Promise<OrgSettings> =>
  send('PUT', '/api/admin/settings', settings, settingsSchema);
