import { type DataTable, tableOf } from '@/lib/csv';
import { ago } from '@/lib/days';
import { capital, count, inWords, plural } from '@/lib/format';
import { sumOf } from '@/lib/stats';
import type { Org } from './api';

const SILENT_MS = 2 * 3_600_000;

export interface Headline {
  title: string;
  cause: string;
}

export const isSilent = (org: Org, now: number): boolean =>
  org.lastIngestAt !== null && org.tokens > 0 && now - Date.parse(org.lastIngestAt) > SILENT_MS;

/** The first rule that holds: what could not be stored, what was turned away, who went silent. */
export function headline(orgs: readonly Org[], now: number): Headline {
  const all = `${capital(inWords(orgs.length))} ${orgs.length === 1 ? 'organisation' : 'organisations'}`;
  if (orgs.length === 0) return { title: 'No organisation yet.', cause: 'Make the first one, and name its admin.' };
  const about = 'This page knows how much arrives, never what is in it.';
  const dead = orgs.filter((org) => org.deadLettered > 0);
  if (dead.length > 0) {
    const lost = sumOf(dead, (org) => org.deadLettered);
    return {
      title: `${all}; ${plural(lost, 'export')} of ${dead.length === 1 ? short(dead[0]?.name ?? '') : inWords(dead.length)} could not be read.`,
      cause: `They wait among the dead letters until they are looked at. ${about}`,
    };
  }
  const limited = orgs.filter((org) => org.limited > 0);
  if (limited.length > 0) {
    return {
      title: `${all}; ${limited.length === 1 ? `${short(limited[0]?.name ?? '')} ran` : `${inWords(limited.length)} ran`} into a rate limit.`,
      cause: `${count(sumOf(limited, (org) => org.limited))} requests were answered 429 in the last 24 hours: clients may have lost that data. ${about}`,
    };
  }
  const silent = orgs.filter((org) => isSilent(org, now));
  if (silent.length > 0) {
    const one = silent[0];
    return {
      title:
        silent.length === 1 && one
          ? `${all}; ${short(one.name)} is silent, last heard of ${ago(one.lastIngestAt ?? '', now)}.`
          : `${all}; ${inWords(silent.length)} of them silent for more than 2 hours.`,
      cause: `Nights and weekends are silent too. ${about}`,
    };
  }
  return { title: `${all}, all is well.`, cause: about };
}

const short = (name: string): string => (name.length > 40 ? `${name.slice(0, 40)}…` : name);

/** A first id out of a name: small letters, digits and dashes. */
export const idOf = (name: string): string =>
  name
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 40);

/** Requests and what became of them: of the last 24 hours. */
export const orgsTable = (orgs: readonly Org[]): DataTable =>
  tableOf('organisations', orgs, {
    id: (org) => org.id,
    name: (org) => org.name,
    created_at: (org) => org.createdAt,
    members: (org) => org.members,
    tokens: (org) => org.tokens,
    last_ingest_at: (org) => org.lastIngestAt,
    requests_24h: (org) => org.requests,
    bytes_24h: (org) => org.bytes,
    limited_24h: (org) => org.limited,
    refused_24h: (org) => org.refused,
    dead_lettered: (org) => org.deadLettered,
  });
