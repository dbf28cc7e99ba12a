import { describe, expect, it } from 'vitest';
import type { SessionDetail } from '@/lib/api/sessions';
import { marks, moments, sessionHeadline } from './shape';

const prompt = (startedAt: string, costUsd: number, durationMs = 60_000): SessionDetail['prompts'][number] => ({
  promptId: startedAt,
  traceId: null,
  sessionId: 's',
  user: 'u',
  repo: 'r',
  startedAt,
  durationMs,
  costUsd,
  totalTokens: 1,
  apiRequests: 1,
  toolCalls: 0,
  rejects: 0,
  subagents: 0,
  maxDepth: 0,
  models: [],
});

const session = (startedAt: string, endedAt: string, prompts: SessionDetail['prompts'] = []): SessionDetail => ({
  sessionId: 's',
  user: 'u',
  repo: 'r',
  team: '',
  source: 'claude_code',
  startedAt,
  endedAt,
  costUsd: 4,
  totalTokens: 100,
  toolCalls: 0,
  apiErrors: 0,
  linesAdded: 0,
  linesRemoved: 0,
  commits: 0,
  prompts,
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
    '$4.00, told by metrics alone.',
  ));
