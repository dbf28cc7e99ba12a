import { type DataTable, tableOf } from '@/lib/csv';
import type { Token, TokenFields } from '@/lib/api/tokens';
import { isLive } from '@/lib/api/tokens';
import { addDays, ahead, type Day, dayOf, isDay } from '@/lib/days';
import { bytes, capital, count, inWords, plural } from '@/lib/format';
import { sumOf } from '@/lib/stats';

const DAY_MS = 86_400_000;

export interface Headline {
  title: string;
  cause: string;
}

const ABOUT =
  'A token lets a machine send; it cannot read. A new one works within 5 s, a revoked one stops within 5 s.';

/** The token that this one replaced, as long as it is valid. */
export const replacedBy = (token: Token, all: readonly Token[] | undefined): Token | undefined =>
  all?.find((each) => each.replacedBy === token.id && each.state === 'rotating');

const tokens = (n: number): string => `${capital(inWords(n))} live ${n === 1 ? 'token' : 'tokens'}`;

/** "one of them", "all of them"; of a single token "it". */
const part = (n: number, of: number): string => (of === 1 ? 'it' : n === of ? 'all of them' : `${inWords(n)} of them`);

/** The first rule that holds is the answer: lost data before what will end, before what is not used. */
export function headline(all: readonly Token[], now: number): Headline {
  const live = all.filter(isLive);
  if (live.length === 0) {
    return all.length === 0
      ? { title: 'No token yet: no machine can send.', cause: `Make the first one. ${ABOUT}` }
      : { title: 'No live token: no machine can send.', cause: `All were revoked or have ended. ${ABOUT}` };
  }
  const limited = all.filter((token) => token.limited > 0);
  if (limited.length > 0) {
    const which =
      limited.length === 1 ? `one ran into a rate limit` : `${inWords(limited.length)} ran into a rate limit`;
    return { title: `${tokens(live.length)}; ${which}.`, cause: ABOUT };
  }
  const ending = live
    .filter((token) => token.state === 'expiring' && token.expiresAt !== null)
    .sort((a, b) => (a.expiresAt ?? '').localeCompare(b.expiresAt ?? ''));
  const next = ending[0]?.expiresAt;
  if (next) {
    const verb = ending.length === 1 || live.length === 1 ? 'ends' : 'end';
    return {
      title:
        ending.length === 1
          ? `${tokens(live.length)}; ${part(1, live.length)} ${verb} ${ahead(next, now)}.`
          : `${tokens(live.length)}; ${part(ending.length, live.length)} ${verb} within 7 days, the first ${ahead(next, now)}.`,
      cause: 'Rotate what is still needed: the old one goes on for as long as you choose, so that nobody is cut off.',
    };
  }
  const idle = live.filter((token) => token.lastUsedAt === null || now - Date.parse(token.lastUsedAt) > DAY_MS).length;
  if (idle === 0)
    return { title: `${tokens(live.length)}, ${allUsed(live.length)} in the last 24 hours.`, cause: ABOUT };
  return {
    title:
      live.length === 1
        ? 'One live token, not used in the last 24 hours.'
        : `${tokens(live.length)}; ${idle === live.length ? 'none of them' : inWords(live.length - idle)} used in the last 24 hours.`,
    cause: ABOUT,
  };
}

const allUsed = (live: number): string => (live === 1 ? 'used' : 'all of them used');

/** Requests that were answered 429 are data that clients may have lost; null when there were none. */
export function lostData(all: readonly Token[]): { title: string; detail: string } | null {
  const limited = [...all].filter((token) => token.limited > 0).sort((a, b) => b.limited - a.limited);
  if (limited.length === 0) return null;
  const sum = sumOf(limited, (token) => token.limited);
  const named = limited
    .slice(0, 3)
    .map((token) => `“${cutLabel(token.label)}” ${count(token.limited)}`)
    .join(', ');
  const rest = limited.length > 3 ? ` and ${limited.length - 3} more` : '';
  return {
    title: `${plural(sum, 'request')} in the last 24 hours ${sum === 1 ? 'was' : 'were'} turned away by a rate limit: data that clients may have lost.`,
    detail: `${named}${rest}. Claude Code tries a few times and then gives up. Raise the limit, or give fewer machines the same token.`,
  };
}

const MOST_LABEL = 60;

/** For sentences; the table and the form have all of it. */
export const cutLabel = (label: string): string =>
  [...label].length > MOST_LABEL ? `${[...label].slice(0, MOST_LABEL).join('')}…` : label;

export const STATE_NAMES: Record<Token['state'], string> = {
  active: 'active',
  rotating: 'rotating',
  expiring: 'expires soon',
  expired: 'expired',
  revoked: 'revoked',
};

export const stateTone = (state: Token['state']): string =>
  state === 'active' ? 'tag good' : state === 'rotating' || state === 'expiring' ? 'tag warn' : 'tag';

/** never; in 6 days; replaced, ends in 18 h; revoked 9 Nov */
export function ends(token: Token, now: number, day: (instant: string) => string): string {
  if (token.state === 'revoked') return token.revokedAt ? `revoked ${day(token.revokedAt)}` : 'revoked';
  if (token.state === 'expired') return token.expiresAt ? `ended ${day(token.expiresAt)}` : 'ended';
  if (token.state === 'rotating') {
    return token.expiresAt ? `replaced, ends ${ahead(token.expiresAt, now)}` : 'replaced';
  }
  return token.expiresAt === null ? 'never' : ahead(token.expiresAt, now);
}

/** Live ones first, then by label; one that is being replaced stands before its successor. */
export function arranged(all: readonly Token[], text: string, liveOnly: boolean): Token[] {
  const wanted = text.trim().toLowerCase();
  return all
    .filter((token) => !liveOnly || isLive(token))
    .filter((token) =>
      `${token.label} ${token.lastFour} ${token.team} ${token.repo} ${token.createdBy}`.toLowerCase().includes(wanted),
    )
    .sort(
      (a, b) =>
        Number(isLive(b)) - Number(isLive(a)) ||
        a.label.localeCompare(b.label, 'en') ||
        a.createdAt.localeCompare(b.createdAt),
    );
}

export interface TokenForm {
  label: string;
  ends: 'never' | '30' | '90' | '365' | 'day';
  /** The last day on which it works, UTC. */
  day: string;
  team: string;
  repo: string;
  requestsPerSecond: string;
  bytesPerSecond: string;
}

export const NEW_TOKEN: TokenForm = {
  label: '',
  ends: 'never',
  day: '',
  team: '',
  repo: '',
  requestsPerSecond: '',
  bytesPerSecond: '',
};

export const formOf = (token: Token): TokenForm => ({
  label: token.label,
  ends: token.expiresAt === null ? 'never' : 'day',
  day: token.expiresAt === null ? '' : lastDay(token.expiresAt),
  team: token.team,
  repo: token.repo,
  requestsPerSecond: token.requestsPerSecond === null ? '' : String(token.requestsPerSecond),
  bytesPerSecond: token.bytesPerSecond === null ? '' : String(token.bytesPerSecond),
});

/** The day that holds the moment before it ends. */
const lastDay = (expiresAt: string): Day => dayOf(Date.parse(expiresAt) - 1);

const endOf = (day: Day): string => `${addDays(day, 1)}T00:00:00Z`;

export type FormErrors = Partial<Record<keyof TokenFields, string>>;

export const LONGEST_LABEL = 200;

/** What to send, or what is wrong with what was typed. `before`: the token that is being changed. */
export function fieldsOf(
  form: TokenForm,
  now: number,
  before?: Token,
): { fields: TokenFields; errors: null } | { fields: null; errors: FormErrors } {
  const errors: FormErrors = {};
  const label = form.label.trim();
  const length = [...label].length;
  if (length === 0) errors.label = 'Give it a label: whose machines use it, as “payments laptops”.';
  else if (length > LONGEST_LABEL) {
    errors.label = `A label has at most ${LONGEST_LABEL} characters; this one has ${count(length)}.`;
  }
  const expiresAt = expiryOf(form, now, before);
  if (expiresAt === undefined) errors.expiresAt = 'Choose the last day on which it works: today or later.';
  const requestsPerSecond = limitOf(form.requestsPerSecond);
  if (requestsPerSecond === undefined) errors.requestsPerSecond = NOT_A_LIMIT;
  const bytesPerSecond = limitOf(form.bytesPerSecond);
  if (bytesPerSecond === undefined) errors.bytesPerSecond = NOT_A_LIMIT;
  if (expiresAt === undefined || requestsPerSecond === undefined || bytesPerSecond === undefined || errors.label) {
    return { fields: null, errors };
  }
  return {
    fields: { label, expiresAt, team: form.team.trim(), repo: form.repo.trim(), requestsPerSecond, bytesPerSecond },
    errors: null,
  };
}

const NOT_A_LIMIT = 'A whole number of at least 1, or nothing for no limit of its own.';

/** undefined: not to be understood. */
function limitOf(text: string): number | null | undefined {
  const clean = text.trim().replace(/[\s,_]/g, '');
  if (clean === '') return null;
  const value = Number(clean);
  return /^\d+$/.test(clean) && Number.isSafeInteger(value) && value >= 1 ? value : undefined;
}

function expiryOf(form: TokenForm, now: number, before?: Token): string | null | undefined {
  if (form.ends === 'never') return null;
  const today = dayOf(now);
  if (form.ends !== 'day') return endOf(addDays(today, Number(form.ends)));
  // Left alone, the moment stays as exact as it was.
  if (before?.expiresAt && form.day === lastDay(before.expiresAt)) return before.expiresAt;
  return isDay(form.day) && form.day >= today ? endOf(form.day) : undefined;
}

export const OVERLAPS = [
  ['0', 'None: the old one stops at once'],
  ['60', '1 hour'],
  ['1440', '1 day'],
  ['10080', '7 days'],
  ['43200', '30 days'],
] as const;

/** 1.0 MB a second; for the hint under what is typed in bytes. */
export const rateHint = (text: string): string => {
  const value = limitOf(text);
  return value ? `${bytes(value)} a second.` : 'Compressed, as sent. Nothing: no limit of its own.';
};

/** Requests and what became of them: of the last 24 hours. */
export const tokensTable = (tokens: readonly Token[]): DataTable =>
  tableOf('tokens', tokens, {
    id: (token) => token.id,
    label: (token) => token.label,
    last_four: (token) => token.lastFour,
    state: (token) => token.state,
    team: (token) => token.team,
    repo: (token) => token.repo,
    created_by: (token) => token.createdBy,
    created_at: (token) => token.createdAt,
    expires_at: (token) => token.expiresAt,
    revoked_at: (token) => token.revokedAt,
    last_used_at: (token) => token.lastUsedAt,
    requests_24h: (token) => token.requests,
    bytes_24h: (token) => token.bytes,
    limited_24h: (token) => token.limited,
    refused_24h: (token) => token.refused,
    limit_requests_per_second: (token) => token.requestsPerSecond,
    limit_bytes_per_second: (token) => token.bytesPerSecond,
  });
