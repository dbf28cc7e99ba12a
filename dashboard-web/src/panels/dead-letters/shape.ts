import type { DataTable } from '@/lib/csv';
import { ago } from '@/lib/days';
import { plural } from '@/lib/format';
import { sumOf } from '@/lib/stats';
import type { DeadLetter, ReasonCount } from './api';

const REASONS = new Map([
  ['not_decodable', 'cannot be decoded'],
  ['not_published_by_ingest', 'came past ingest'],
  ['not_interpretable', 'a mistake of metric-ai'],
  ['refused_by_the_store', 'refused by the store'],
]);

/** What to do about each: who has to act differs. */
const ADVICE = new Map([
  [
    'not_decodable',
    'The sender’s bytes are broken, or beyond a limit. Nothing here can mend them, unless a limit was raised.',
  ],
  ['not_published_by_ingest', 'Something else writes to the ingest topic. Find it; these hold nothing to count.'],
  ['not_interpretable', 'Replay them after an upgrade that mends it.'],
  ['refused_by_the_store', 'Replay them after the cause is mended: the log names it.'],
]);

/** A reason that this page does not know yet keeps its own name. */
export const reasonName = (reason: string): string => REASONS.get(reason) ?? reason;
export const advice = (reason: string): string => ADVICE.get(reason) ?? 'The log names the cause.';

const STATES = new Map([
  ['replayed', 'replayed'],
  ['discarded', 'discarded'],
  ['gone', 'gone: the topic no longer has it'],
]);

/** What became of it, or is about to. */
export function fate({ state, asked }: Pick<DeadLetter, 'state' | 'asked'>): string {
  if (state === 'waiting')
    return asked === null ? 'waiting' : asked === 'replay' ? 'being replayed' : 'being discarded';
  return STATES.get(state) ?? state;
}

export const isOpen = ({ state, asked }: Pick<DeadLetter, 'state' | 'asked'>): boolean =>
  state === 'waiting' && asked === null;

export function headline(counts: readonly ReasonCount[], newest: DeadLetter | undefined, now: number) {
  const waiting = sumOf(counts, (each) => each.waiting);
  const gone = sumOf(counts, (each) => each.gone);
  if (waiting === 0) {
    return {
      title: counts.length === 0 ? 'Every export could be read.' : 'No export waits to be read.',
      cause:
        gone > 0
          ? `${plural(gone, 'export')} could not be replayed: the topic no longer had ${gone === 1 ? 'it' : 'them'}.`
          : 'What cannot be read after four tries is put aside and shown here, without what it says.',
    };
  }
  const worst = [...counts].sort((a, b) => b.waiting - a.waiting)[0];
  return {
    title: `${plural(waiting, 'export')} could not be read and ${waiting === 1 ? 'waits' : 'wait'}.`,
    cause: `${worst ? `Most: ${reasonName(worst.reason)}. ${advice(worst.reason)} ` : ''}${
      newest ? `The latest came ${ago(newest.deadAt, now)}. ` : ''
    }Bodies are kept for 14 days.`,
  };
}

export const deadLettersTable = (rows: readonly DeadLetter[]): DataTable => ({
  name: 'dead-letters',
  columns: [
    'id',
    'org',
    'token_id',
    'signal',
    'reason',
    'detail',
    'exception',
    'attempts',
    'bytes',
    'received_at',
    'dead_at',
    'state',
    'asked',
    'replay_of',
  ],
  rows: rows.map((row) => [
    row.id,
    row.org,
    row.tokenId,
    row.signal,
    row.reason,
    row.detail,
    row.exception,
    row.attempts,
    row.bytes,
    row.receivedAt ?? '',
    row.deadAt,
    row.state,
    row.asked ?? '',
    row.replayOf ?? '',
  ]),
});
