import type { Me } from '@/lib/api/me';
import { ago, clockSince } from '@/lib/days';

export interface Freshness {
  /** Amber: something is late. */
  late: boolean;
  text: string;
  /** The same where a phone has room for one word. */
  short: string;
  /** A banner, when it matters. */
  banner: Banner | null;
}

export interface Banner {
  /** What it is about: who hid it has hidden this, however long it goes on. */
  key: string;
  title: string;
  detail: string;
}

const QUIET_MS = 30 * 60_000;
const SILENT_MS = 2 * 3_600_000;
const ROLLUP_LATE_MS = 45 * 60_000;

/** How old the data is, and whether to say so aloud. Pure. */
export function freshness(me: Me | undefined, updatedAt: number, now: number): Freshness {
  const age = updatedAt === 0 ? '' : ago(updatedAt, now);
  const updated = age === '' ? 'Loading' : `Updated ${age}`;
  const short = age === '' ? '…' : age.replace(/ ago$/, '');
  if (!me?.lastIngestAt) {
    return { late: false, text: me ? 'Listening' : updated, short: me ? 'Listening' : short, banner: null };
  }
  const ingest = Date.parse(me.lastIngestAt);
  const rollup = me.lastRollupAt === null ? null : Date.parse(me.lastRollupAt);
  if (rollup !== null && now - rollup > ROLLUP_LATE_MS && ingest - rollup > ROLLUP_LATE_MS) {
    const since = clockSince(rollup, now);
    return {
      late: true,
      text: `Complete to ${since}`,
      short: `to ${since}`,
      banner: {
        key: 'rollup',
        title: `The daily numbers stand still since ${since} UTC.`,
        detail: 'Data still arrives and is kept; it shows when the roll-up runs again.',
      },
    };
  }
  const silent = now - ingest;
  if (silent < QUIET_MS) return { late: false, text: updated, short, banner: null };
  return {
    late: true,
    text: `Last event ${ago(ingest, now)}`,
    short: ago(ingest, now),
    banner:
      silent < SILENT_MS
        ? null
        : {
            key: 'silent',
            // How long ago the filter bar says: here it would be read out anew each hour.
            title: `No data since ${clockSince(ingest, now)} UTC.`,
            detail: 'Everything below is complete up to then.',
          },
  };
}
