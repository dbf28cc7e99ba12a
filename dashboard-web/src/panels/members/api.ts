import { queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import { get, order, send } from '@/lib/api/client';

export const memberSchema = z.object({
  email: z.string(),
  role: z.string(),
  /** An address, "cli:<user>", or "domain:<domain>". */
  invitedBy: z.string(),
  createdAt: z.iso.datetime(),
  /** null: invited, and never came. */
  lastSeenAt: z.iso.datetime().nullable(),
  version: z.number(),
});
export type Member = z.infer<typeof memberSchema>;

export const membersSchema = z.object({ members: z.array(memberSchema) });

export const membersQuery = queryOptions({
  queryKey: ['members'],
  queryFn: ({ signal }) => get('/api/admin/members', membersSchema, undefined, signal),
});

const one = (email: string): string => `/api/admin/members/${encodeURIComponent(email)}`;

export const invite = (email: string, role: string): Promise<Member> =>
  send('POST', '/api/admin/members', { email, role }, memberSchema);

export const changeRole = (member: Member, role: string): Promise<Member> =>
  send('PATCH', one(member.email), { role, version: member.version }, memberSchema);

export const removeMember = (email: string): Promise<void> => order('DELETE', one(email));
