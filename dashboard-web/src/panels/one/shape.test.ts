import { describe, expect, it } from 'vitest';
import { rollup } from '@/lib/fixtures';
import { oneFigures, tellOne } from './shape';

const now = rollup({
  costUsd: 60,
  apiRequests: 300,
  apiErrors: 2,
  outputTokens: 1_200_000,
  inputTokens: 10,
  cacheReadTokens: 90,
});
const everyone = rollup({ costUsd: 100, apiRequests: 1000, inputTokens: 20, cacheReadTokens: 80 });
const numbers = {
  now,
  before: rollup({ costUsd: 40 }),
  days: [rollup({ day: '2026-11-20', costUsd: 60 })],
  peers: [],
  everyone,
  people: 3,
};

describe('one model', () => {
  const figures = oneFigures({ ...numbers, by: 'model', perModel: true });
  it('shows only what is known per model', () => {
    expect(figures.map((figure) => figure.name)).toEqual([
      'Cost',
      'Per request',
      'Requests',
      'Output',
      'Cache hit',
      'Developers',
      'Active days',
    ]);
    expect(figures[1]).toMatchObject({ value: '$0.20', from: 'all models $0.10' });
    expect(figures[2]).toMatchObject({ value: '300', from: '2 failed' });
  });
  it('has no price of a request when none was reported', () => {
    const metrics = oneFigures({ ...numbers, now: rollup({ costUsd: 5 }), by: 'model', perModel: true });
    expect([metrics[1]?.value, metrics[2]?.value]).toEqual(['–', '–']);
  });
  it('is told with its share of all cost, and the repo that moved it', () => {
    const told = tellOne({
      by: 'model',
      length: '4 weeks',
      now,
      before: numbers.before,
      parts: [{ key: 'acme/api', now: 55, before: 30 }],
      models: [{ key: 'claude-opus-4-8', now: 60, before: 40 }],
      everyone,
    });
    expect(told.headline).toBe('$60.00 in 4 weeks, $20.00 more than before. api rose by $25.00.');
    expect(told.cause).toContainEqual({ b: '60\u202f%' });
    expect(told.cause.join('')).not.toContain('Opus went');
  });
});

describe('one person with a model chosen', () => {
  it('has no acceptance and no commits', () => {
    const names = (perModel: boolean) => oneFigures({ ...numbers, by: 'user', perModel }).map((figure) => figure.name);
    expect(names(true)).not.toContain('Commits');
    expect(names(false)).toContain('Commits');
  });
});
