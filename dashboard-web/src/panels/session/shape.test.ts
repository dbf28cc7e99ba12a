import { describe, expect, it } from 'vitest';
import type { SessionDetail } from '@/lib/api/sessions';
import { promptOf, sessionOf } from '@/lib/fixtures';
import { lineOf, marks, moments, pictureOf, sessionHeadline } from './shape';

const prompt = (startedAt: string, costUsd: number, durationMs = 60_000) =>
  promptOf({ promptId: startedAt, startedAt, costUsd, durationMs });

const session = (startedAt: string, endedAt: string, prompts: SessionDetail['prompts'] = []): SessionDetail => ({
  ...sessionOf({ startedAt, endedAt, costUsd: 4 }),
  prompts,
  promptsLeftOut: 0,
});

const costing = (...costs: number[]): SessionDetail => ({
  ...sessionOf({ costUsd: costs.reduce((sum, cost) => sum + cost, 0) }),
  prompts: costs.map((costUsd, at) => promptOf({ promptId: `p${at}`, costUsd })),
  promptsLeftOut: 0,
});

describe('the time line of a session', () => {
  it('has round moments of the day, and none whose text would be cut', () => {
    const line = moments(session('2026-11-18T13:50:00Z', '2026-11-18T17:50:00Z'));
    expect(line.map((moment) => moment.label)).toEqual([
      '14:00',
      '14:30',
      '15:00',
      '15:30',
      '16:00',
      '16:30',
      '17:00',
      '17:30',
    ]);
    expect(line[0]?.left).toBeCloseTo(4.17, 2);
  });
  it('names the day where one begins', () =>
    expect(moments(session('2026-11-18T20:00:00Z', '2026-11-19T10:00:00Z')).map((moment) => moment.label)).toEqual([
      '20:00',
      '22:00',
      '19 Nov',
      '02:00',
      '04:00',
      '06:00',
      '08:00',
    ]));
  it('of seconds, of weeks and of no time are lines too', () => {
    expect(moments(session('2026-11-18T20:00:00.500Z', '2026-11-18T20:00:04Z'))[0]?.label).toBe('20:00:01');
    expect(moments(session('2026-11-01T20:00:00Z', '2026-11-29T10:00:00Z')).length).toBeLessThanOrEqual(8);
    expect(moments(session('2020-11-01T20:00:00Z', '2026-11-29T10:00:00Z')).length).toBeLessThanOrEqual(8);
    expect(moments(session('2026-11-18T20:00:00Z', '2026-11-18T20:00:00Z'))).toHaveLength(1);
  });
  it('has each prompt where it began, by the area of its cost', () => {
    const two = [prompt('2026-11-18T14:00:00Z', 4), prompt('2026-11-18T15:00:00Z', 1, 7_200_000)];
    const drawn = marks(session('2026-11-18T14:00:00Z', '2026-11-18T16:00:00Z', two));
    expect(drawn.map((mark) => [Math.round(mark.left), mark.size])).toEqual([
      [0, 26],
      [33, 13],
    ]);
  });
});

it('a session that metrics alone tell of does not pretend to have lasted 0 ms', () =>
  expect(sessionHeadline(session('2026-11-18T14:00:00Z', '2026-11-18T14:00:00Z'))).toBe(
    '$4.00, known from metrics alone: no prompts came.',
  ));

describe('the headline of a session', () => {
  it('says how much, in how many prompts, over what time', () =>
    expect(sessionHeadline(costing(1, 1, 1))).toBe('$3.00 in 3 prompts over 1\u202fh 30\u202fm.'));
  it('names one prompt that was half of it or more', () => {
    expect(sessionHeadline(costing(6, 1, 1))).toContain('One prompt was 75\u202f% of it.');
    expect(sessionHeadline(costing(4))).toBe('$4.00 in 1 prompt over 1\u202fh 30\u202fm.');
  });
  it('counts the prompts that are not listed, and does not say what one of them may have been', () =>
    expect(sessionHeadline({ ...costing(6, 1, 1), promptsLeftOut: 1200 })).toBe(
      '$8.00 in 1,203 prompts over 1\u202fh 30\u202fm.',
    ));
  it('of no cost has no such prompt', () => expect(sessionHeadline(costing(0, 0))).not.toContain('One prompt'));
});

describe('the time line as a picture', () => {
  it('has a row for each prompt, where it ran', () => {
    const two = [prompt('2026-11-18T14:00:00Z', 4, 1_800_000), prompt('2026-11-18T15:00:00Z', 1, 3_600_000)];
    const drawn = session('2026-11-18T14:00:00Z', '2026-11-18T16:00:00Z', two);
    expect(pictureOf(drawn)).toEqual([
      {
        rows: [
          {
            name: 'Prompt 1 · 18 Nov 14:00',
            values: ['$4.00', '30\u202fm 0\u202fs'],
            bars: [{ from: 0, to: 25, hue: 'c1' }],
          },
          {
            name: 'Prompt 2 · 18 Nov 15:00',
            values: ['$1.00', '1\u202fh 0\u202fm'],
            bars: [{ from: 50, to: 100, hue: 'c1' }],
          },
        ],
      },
    ]);
    expect(lineOf(drawn)).toBe('Session s1 · 18 Nov 14:00 – 18 Nov 16:00, UTC');
  });
  it('of very many prompts has the dearest, and what the others cost', () => {
    const rows = pictureOf(costing(...Array.from({ length: 300 }, (_, at) => at + 1)))[0]?.rows ?? [];
    expect(rows).toHaveLength(201);
    expect(rows[0]?.name).toContain('Prompt 101 ·');
    expect(rows.at(-1)).toEqual({ name: '100 more prompts', values: ['$5,050.00', ''] });
  });
});
