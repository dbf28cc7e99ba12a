import { describe, expect, it } from 'vitest';
import { promptOf, sessionOf } from '@/lib/fixtures';
import { sessionHeadline } from './shape';

const session = (...costs: number[]) => ({
  ...sessionOf({ costUsd: costs.reduce((sum, cost) => sum + cost, 0) }),
  prompts: costs.map((costUsd, at) => promptOf({ promptId: `p${at}`, costUsd })),
});

describe('the headline of a session', () => {
  it('says how much, in how many prompts, over what time', () =>
    expect(sessionHeadline(session(1, 1, 1))).toBe('$3.00 in 3 prompts over 1\u202fh 30\u202fm.'));
  it('names one prompt that was half of it or more', () => {
    expect(sessionHeadline(session(6, 1, 1))).toContain('One prompt was 75\u202f% of it.');
    expect(sessionHeadline(session(4))).toBe('$4.00 in 1 prompt over 1\u202fh 30\u202fm.');
  });
  it('of no cost has no such prompt', () => expect(sessionHeadline(session(0, 0))).not.toContain('One prompt'));
});
