import { type DataTable, tableOf } from '@/lib/csv';
import { plural } from '@/lib/format';
import type { Erasure, Person } from './api';

/** mira.okafor-tideline.dev.zip: safe as a name of a file wherever it is saved. */
export const exportName = (user: string): string =>
  `${
    user
      .replace(/[^\p{L}\p{N}._-]+/gu, '-')
      .replace(/^[-.]+|-+$/g, '')
      .slice(0, 80) || 'person'
  }.zip`;

export function headline(people: readonly Person[], erasures: readonly Erasure[]): string {
  const running = erasures.filter((erasure) => erasure.finishedAt === null).length;
  const held =
    people.length === 0
      ? 'Nothing is held about anybody'
      : `Data of ${plural(people.length, 'person', 'people')} is held`;
  return running === 0
    ? `${held}.`
    : `${held}; ${running === 1 ? 'one erasure is' : `${running} erasures are`} under way.`;
}

/** By name or by pseudonym, so that either can be resolved into the other. The most recent first. */
export function arranged(people: readonly Person[], text: string): Person[] {
  const wanted = text.trim().toLowerCase();
  return people
    .filter((each) => `${each.user} ${each.pseudonym}`.toLowerCase().includes(wanted))
    .sort((a, b) => (b.lastDay ?? '').localeCompare(a.lastDay ?? '') || a.user.localeCompare(b.user, 'en'));
}

/** Nothing is erased by a slip: the whole name is typed. Case does not matter, as addresses go. */
export const confirmed = (typed: string, user: string): boolean =>
  typed.trim().toLowerCase() === user.trim().toLowerCase();

/** done: 18,204 rows deleted; under way: 3,000 rows so far */
export const progress = (erasure: Erasure): string =>
  erasure.finishedAt === null
    ? erasure.deletedRows === 0
      ? 'waiting for its turn'
      : `under way, ${plural(erasure.deletedRows, 'row')} deleted so far`
    : erasure.deletedRows === 0
      ? 'done, there was nothing to delete'
      : `done, ${plural(erasure.deletedRows, 'row')} deleted`;

export const rightsTable = (people: readonly Person[]): DataTable =>
  tableOf('people-held', people, {
    user: (person) => person.user,
    pseudonym: (person) => person.pseudonym,
    first_day: (person) => person.firstDay,
    last_day: (person) => person.lastDay,
    sessions: (person) => person.sessions,
    cost_usd: (person) => person.costUsd,
  });
