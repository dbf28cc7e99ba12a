import { bytes, count, plural } from '@/lib/format';
import type { OrgSettings } from './api';

export type Values = Omit<OrgSettings, 'version'>;

/** What is typed: numbers as text, so that half of one may stand there. */
export interface SettingsForm {
  name: string;
  domains: { domain: string; role: string }[];
  pseudonymous: boolean;
  teamFloor: string;
  requestsPerSecond: string;
  bytesPerSecond: string;
}

export const formOf = (settings: Values): SettingsForm => ({
  name: settings.name,
  domains: settings.domains.map((each) => ({ ...each })),
  pseudonymous: settings.pseudonymous,
  teamFloor: String(settings.teamFloor),
  requestsPerSecond: settings.requestsPerSecond === null ? '' : String(settings.requestsPerSecond),
  bytesPerSecond: settings.bytesPerSecond === null ? '' : String(settings.bytesPerSecond),
});

export type FormErrors = Partial<Record<keyof Values, string>>;

const LONGEST_NAME = 200;
const HIGHEST_FLOOR = 1000;

/** What to save, or what is wrong with what was typed. */
export function valuesOf(form: SettingsForm): { values: Values; errors: null } | { values: null; errors: FormErrors } {
  const errors: FormErrors = {};
  const name = form.name.trim();
  if (name === '') errors.name = 'The organisation needs a name.';
  else if ([...name].length > LONGEST_NAME) errors.name = `A name has at most ${LONGEST_NAME} characters.`;
  const domains = form.domains
    .map(({ domain, role }) => ({ domain: domain.trim().toLowerCase().replace(/^@/, ''), role }))
    .filter(({ domain }) => domain !== '');
  const odd = domains.find(({ domain }) => !/^[a-z0-9-]+(\.[a-z0-9-]+)*$/.test(domain));
  const twice = domains.find(({ domain }, at) => domains.findIndex((each) => each.domain === domain) !== at);
  if (odd) errors.domains = `“${odd.domain.slice(0, 60)}” is no domain: it looks like company.com.`;
  else if (twice) errors.domains = `${twice.domain} is there twice.`;
  const teamFloor = wholeNumber(form.teamFloor === '' ? '0' : form.teamFloor);
  if (teamFloor === null || teamFloor > HIGHEST_FLOOR) {
    errors.teamFloor = `A whole number from 0 (off) to ${count(HIGHEST_FLOOR)}.`;
  }
  const limits = { requestsPerSecond: form.requestsPerSecond, bytesPerSecond: form.bytesPerSecond };
  const read = Object.fromEntries(
    Object.entries(limits).map(([field, text]) => {
      if (text.trim() === '') return [field, null];
      const value = wholeNumber(text);
      if (value === null || value < 1) {
        errors[field as keyof typeof limits] = 'A whole number of at least 1, or nothing for no limit of its own.';
      }
      return [field, value];
    }),
  ) as Record<keyof typeof limits, number | null>;
  if (Object.keys(errors).length > 0 || teamFloor === null) return { values: null, errors };
  return { values: { name, domains, pseudonymous: form.pseudonymous, teamFloor, ...read }, errors: null };
}

function wholeNumber(text: string): number | null {
  const clean = text.trim().replace(/[\s,_]/g, '');
  const value = Number(clean);
  return /^\d+$/.test(clean) && Number.isSafeInteger(value) ? value : null;
}

const NAMES: Record<keyof Values, string> = {
  name: 'name',
  domains: 'domains',
  pseudonymous: 'pseudonyms',
  teamFloor: 'smallest team',
  requestsPerSecond: 'requests a second',
  bytesPerSecond: 'bytes a second',
};

const FIELDS = Object.keys(NAMES) as (keyof Values)[];

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Without what differs only by order: domains come in any. */
const tidy = (settings: Values, field: keyof Values): unknown =>
  field === 'domains' ? [...settings.domains].sort((a, b) => a.domain.localeCompare(b.domain)) : settings[field];

export const changedFields = (before: Values, after: Values): (keyof Values)[] =>
  FIELDS.filter((field) => !same(tidy(before, field), tidy(after, field)));

/** "smallest team: 0 → 5", one line for each change. */
export const describeChanges = (before: Values, after: Values): string[] =>
  changedFields(before, after).map((field) => `${NAMES[field]}: ${spell(field, before)} → ${spell(field, after)}`);

function spell(field: keyof Values, settings: Values): string {
  switch (field) {
    case 'name':
      return `“${settings.name}”`;
    case 'domains':
      return settings.domains.map(({ domain, role }) => `${domain} (${role})`).join(', ') || 'none';
    case 'pseudonymous':
      return settings.pseudonymous ? 'on' : 'off';
    case 'teamFloor':
      return settings.teamFloor === 0 ? 'off' : plural(settings.teamFloor, 'person', 'people');
    case 'requestsPerSecond':
      return settings.requestsPerSecond === null ? 'no limit' : count(settings.requestsPerSecond);
    case 'bytesPerSecond':
      return settings.bytesPerSecond === null ? 'no limit' : bytes(settings.bytesPerSecond);
  }
}

/** Theirs, with what I changed myself on top. */
export function merged(base: Values, mine: Values, theirs: Values): Values {
  const changed = changedFields(base, mine);
  const pick = (field: keyof Values) => (changed.includes(field) ? mine[field] : theirs[field]);
  return Object.fromEntries(FIELDS.map((field) => [field, pick(field)])) as unknown as Values;
}
