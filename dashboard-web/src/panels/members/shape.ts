import { type DataTable, tableOf } from '@/lib/csv';
import { capital, inWords } from '@/lib/format';
import type { Member } from './api';

export interface Headline {
  title: string;
  cause: string;
}

/** One admin alone is what can lock an org out; that is said first. */
export function headline(members: readonly Member[]): Headline {
  const admins = members.filter((member) => member.role === 'admin');
  const waiting = members.filter((member) => member.lastSeenAt === null).length;
  const cause =
    waiting === 0
      ? 'Viewers see the panels; admins also see and change what is on these pages.'
      : `${capital(inWords(waiting))} invited ${waiting === 1 ? 'person has' : 'people have'} not come yet. No mail is sent: tell them the address of this site.`;
  if (members.length === 1) {
    return { title: 'You are the only member.', cause: 'Invite those who are to see the panels, and a second admin.' };
  }
  if (admins.length === 1) {
    return {
      title: `${capital(inWords(members.length))} members, and one admin alone.`,
      cause: `A second admin keeps the organisation open when the first is away. ${cause}`,
    };
  }
  return { title: `${capital(inWords(members.length))} members, ${inWords(admins.length)} of them admins.`, cause };
}

const MOST_ADDRESS = 254;

/** What is wrong with an address, or null. The API has the last word; this spares a round. */
export function addressProblem(text: string): string | null {
  const address = text.trim();
  if (address === '') return 'Whose address?';
  if (address.length > MOST_ADDRESS) return `An address has at most ${MOST_ADDRESS} characters.`;
  if (/[\s,;]/.test(address)) return 'One address at a time, without spaces.';
  return /^[^@<>"/%]+@[a-z0-9-]+(\.[a-z0-9-]+)*$/i.test(address)
    ? null
    : 'That is no address: it looks like name@company.com.';
}

/** hanna.berg@…; from the command line; by its domain tideline.dev */
export function cameBy(invitedBy: string): string {
  if (invitedBy === '') return 'at the start';
  if (invitedBy === 'cli' || invitedBy.startsWith('cli:')) return 'from the command line';
  return invitedBy.startsWith('domain:') ? `by the domain ${invitedBy.slice('domain:'.length)}` : invitedBy;
}

/** Admins first, then by address. */
export const arranged = (members: readonly Member[], text: string): Member[] => {
  const wanted = text.trim().toLowerCase();
  return members
    .filter((member) => `${member.email} ${member.role}`.toLowerCase().includes(wanted))
    .sort((a, b) => Number(b.role === 'admin') - Number(a.role === 'admin') || a.email.localeCompare(b.email, 'en'));
};

export const membersTable = (members: readonly Member[]): DataTable =>
  tableOf('members', arranged(members, ''), {
    email: (member) => member.email,
    role: (member) => member.role,
    invited_by: (member) => member.invitedBy,
    created_at: (member) => member.createdAt,
    last_seen_at: (member) => member.lastSeenAt,
  });
