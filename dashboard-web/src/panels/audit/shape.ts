import type { AuditSearch } from '@/lib/audit';
import { plural, shortId } from '@/lib/format';

export type AuditFilters = AuditSearch;

export const ACTIONS = [
  ['sign-in', 'Signed in'],
  ['denied', 'Was refused'],
  ['member.invited', 'Invited a member'],
  ['member.role', 'Changed a role'],
  ['member.removed', 'Removed a member'],
  ['member.joined', 'Joined by domain'],
  ['token.created', 'Made a token'],
  ['token.changed', 'Changed a token'],
  ['token.rotated', 'Rotated a token'],
  ['token.revoked', 'Revoked a token'],
  ['settings.changed', 'Changed the settings'],
  ['export', 'Exported a panel'],
  ['person.exported', 'Exported a person’s data'],
  ['person.erased', 'Erased a person'],
  ['pseudonyms.resolved', 'Looked up who is behind pseudonyms'],
  ['org.created', 'Made the organisation'],
  ['backup', 'Took a backup'],
  ['rebuild', 'Rebuilt days'],
  ['dead-letter.replayed', 'Replayed dead letters'],
  ['dead-letter.discarded', 'Discarded dead letters'],
] as const;

const NAMES = new Map<string, string>(ACTIONS);

/** An action that this page does not know yet keeps its own name. */
export const actionName = (action: string): string => NAMES.get(action) ?? action;

const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/**
 * What an entry is about, by the name that people know: the API's subject of a token is its id, and its detail begins with
 * the label. `detail` is what is left of that.
 */
export function aboutWhat({ subject, detail }: { subject: string; detail: string }): {
  name: string;
  id: string | null;
  detail: string;
} {
  if (!ID.test(subject)) return { name: subject, id: null, detail };
  const id = shortId(subject);
  const [label = '', ...rest] = detail.split('; ');
  return label === '' ? { name: '', id, detail } : { name: label, id, detail: rest.join('; ') };
}

export function auditParams(filters: AuditFilters): URLSearchParams {
  const params = new URLSearchParams();
  for (const name of ['from', 'to', 'actor', 'action', 'outcome'] as const) {
    const value = filters[name];
    if (value !== undefined) params.set(name, value);
  }
  return params;
}

export const fileName = ({ from, to }: AuditFilters): string =>
  `audit${from ? `-from-${from}` : ''}${to ? `-to-${to}` : ''}.csv`;

/** What is loaded; whether there is more is part of the sentence. */
export function headline(loaded: number, denied: number, more: boolean, filtered: boolean): string {
  if (loaded === 0) return filtered ? 'Nothing was written down like that.' : 'Nothing was written down yet.';
  const what = filtered ? plural(loaded, 'matching entry', 'matching entries') : plural(loaded, 'entry', 'entries');
  const refused =
    denied === 0
      ? ''
      : denied < loaded
        ? `, ${plural(denied, 'refusal')} among them`
        : loaded === 1
          ? ', a refusal'
          : ', all of them refusals';
  return more ? `The latest ${what}${refused}.` : `${what}${refused}.`;
}

const BROWSERS = [
  [/\bEdg\//, 'Edge'],
  [/\bFirefox\//, 'Firefox'],
  [/Chrome\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
  [/^curl\//, 'curl'],
] as const;

/** The name of the browser; the title has all of it. */
export const browser = (userAgent: string): string =>
  BROWSERS.find(([pattern]) => pattern.test(userAgent))?.[1] ?? userAgent.slice(0, 24);
