import { describe, expect, it } from 'vitest';
import { promptOf } from '@/lib/fixtures';
import { LIMIT, promptsHeadline } from './shape';

const many = (count: number) => Array.from({ length: count }, (_, at) => promptOf({ promptId: `p${at}`, costUsd: 2 }));

describe('the headline of prompts', () => {
  it('counts and adds up what is there', () => {
    expect(promptsHeadline(many(1), null)).toBe('1 prompt cost $2.00.');
    expect(promptsHeadline(many(3), { prompts: 3, costUsd: 6 })).toBe('3 prompts cost $6.00.');
    expect(promptsHeadline([], null)).toBe('No prompts in these days.');
  });
  it('says of how many the dearest thousand are, where that is known', () => {
    expect(promptsHeadline(many(LIMIT), { prompts: 4000, costUsd: 4000 })).toBe(
      'The 1,000 most expensive of 4,000 prompts cost $2,000, 50\u202f% of all.',
    );
    expect(promptsHeadline(many(LIMIT), null)).toBe('The 1,000 most expensive prompts cost $2,000.');
  });
});
