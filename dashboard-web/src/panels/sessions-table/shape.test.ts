import { describe, expect, it } from 'vitest';
import { sessionOf } from '@/lib/fixtures';
import { LIMIT, sessionsHeadline } from './shape';

const many = (count: number) => Array.from({ length: count }, () => sessionOf({ costUsd: 3 }));

describe('the headline of sessions', () => {
  it('counts and adds up what is there', () => {
    expect(sessionsHeadline(many(2))).toBe('2 sessions cost $6.00.');
    expect(sessionsHeadline([])).toBe('No sessions in these days.');
  });
  it('adds nothing up when there may be more', () =>
    expect(sessionsHeadline(many(LIMIT))).toBe('The latest 1,000 sessions.'));
});
