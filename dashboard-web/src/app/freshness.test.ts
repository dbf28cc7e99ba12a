import { describe, expect, it } from 'vitest';
import { freshness } from './freshness';

const NOW = Date.parse('2026-11-23T08:42:00Z');
const me = (ingestMin: number | null, rollupMin: number | null) => ({
  email: 'a@b',
  role: 'viewer',
  org: { id: 'o', name: 'O' },
  orgs: [],
  firstDay: null,
  pseudonymous: false,
  ingestUrl: null,
  lastIngestAt: ingestMin === null ? null : new Date(NOW - ingestMin * 60_000).toISOString(),
  lastRollupAt: rollupMin === null ? null : new Date(NOW - rollupMin * 60_000).toISOString(),
});

describe('freshness', () => {
  it('is quiet while data arrives', () =>
    expect(freshness(me(1, 3), NOW - 8000, NOW)).toEqual({
      late: false,
      text: 'Updated 8\u202fs ago',
      short: '8\u202fs',
      banner: null,
    }));
  it('has one word for a phone', () => {
    expect(freshness(undefined, 0, NOW).short).toBe('…');
    expect(freshness(me(43, 43), NOW, NOW).short).toBe('43\u202fmin ago');
    expect(freshness(me(1, 120), NOW, NOW).short).toBe('to 06:42');
  });
  it('listens before the first event', () => expect(freshness(me(null, null), NOW, NOW).text).toBe('Listening'));
  it('turns amber after half an hour, and speaks after two', () => {
    expect(freshness(me(43, 43), NOW, NOW)).toMatchObject({ late: true, banner: null });
    expect(freshness(me(180, 180), NOW, NOW).banner?.title).toBe('No data since 05:42 UTC.');
  });
  it('tells a roll-up that stands still from silence', () => {
    expect(freshness(me(1, 120), NOW, NOW).banner?.title).toBe('The daily numbers stand still since 06:42 UTC.');
    expect(freshness(me(60, 70), NOW, NOW).banner).toBeNull();
  });
  it('names the day of what is older than one, and is still about the same', () => {
    const day = 24 * 60;
    const stands = [me(1, 120), me(1, 3 * day)].map((each) => freshness(each, NOW, NOW));
    expect(stands[1]).toMatchObject({ text: 'Complete to 20 Nov 08:42', short: 'to 20 Nov 08:42' });
    expect(stands[1]?.banner?.title).toBe('The daily numbers stand still since 20 Nov 08:42 UTC.');
    expect(freshness(me(2 * day, 2 * day), NOW, NOW).banner?.title).toBe('No data since 21 Nov 08:42 UTC.');
    expect(stands.map((each) => each.banner?.key)).toEqual(['rollup', 'rollup']);
  });
});
