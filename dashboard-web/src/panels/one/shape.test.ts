import { describe, expect, it } from 'vitest';
import { comparison } from '@/lib/filters';
import { rollup } from '@/lib/fixtures';
import { type OneFacts, oneFigures, type OneNumbers, oneTable, peerMedians, tellOne } from './shape';

const TODAY = '2026-11-23';
const all = rollup({
  costUsd: 60,
  apiRequests: 300,
  apiErrors: 2,
  outputTokens: 1_200_000,
  inputTokens: 10,
  cacheReadTokens: 90,
});
const everyone = rollup({ costUsd: 100, apiRequests: 1000, inputTokens: 20, cacheReadTokens: 80 });

/** Four weeks that are over, unless a test says otherwise. */
function facts(fields: Partial<OneFacts & OneNumbers> & { to?: string; from?: string; model?: string[] } = {}) {
  const { from = '2026-10-26', to = '2026-11-22', model, ...more } = fields;
  const scope = { from, to, filters: model ? { model } : {} };
  return {
    by: 'user' as const,
    scope,
    compared: comparison(scope, TODAY),
    today: TODAY,
    all,
    full: all,
    before: rollup({ costUsd: 40 }),
    parts: [],
    models: [],
    everyone,
    days: [rollup({ day: '2026-11-20', costUsd: 60 })],
    peers: [],
    peerDays: { step: 'day' as const, starts: [], series: [] },
    people: 3,
    ...more,
  };
}

describe('one model', () => {
  const model = { by: 'model' as const, model: ['claude-opus-4-8'] };
  const figures = oneFigures(facts(model));
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
    const metrics = oneFigures(facts({ ...model, all: rollup({ costUsd: 5 }) }));
    expect([metrics[1]?.value, metrics[2]?.value]).toEqual(['–', '–']);
  });
  it('is told with its share of all cost, and the repo that moved it', () => {
    const told = tellOne(
      facts({
        ...model,
        parts: [{ key: 'acme/api', now: 55, before: 30 }],
        models: [{ key: 'claude-opus-4-8', now: 60, before: 40 }],
      }),
    );
    expect(told.headline).toBe('$60.00 in 4 weeks, $20.00 more than before. api rose by $25.00.');
    expect(told.cause).toContainEqual({ b: '60\u202f%' });
    expect(told.cause.join('')).not.toContain('Opus went');
  });
});

describe('one person', () => {
  const moved = {
    parts: [{ key: 'acme/api', now: 55, before: 30 }],
    models: [{ key: 'claude-opus-4-8', now: 50, before: 35 }],
  };
  const text = (fields: Partial<OneFacts>) =>
    tellOne(facts(fields))
      .cause.map((part) => (typeof part === 'string' ? part : part.b))
      .join('');
  it('is told with the repo and the model that moved it, and the cache hit of everyone', () => {
    expect(tellOne(facts(moved)).headline).toBe('$60.00 in 4 weeks, $20.00 more than before. api rose by $25.00.');
    expect(text(moved)).toBe(
      'api went from $30.00 to $55.00. Opus went from $35.00 to $50.00. Cache hit is 90\u202f%, above everyone’s 80\u202f%.',
    );
  });
  it('moved by one repo alone is told the amount once', () => {
    const parts = [{ key: 'acme/api', now: 50, before: 30 }];
    expect(tellOne(facts({ parts })).headline).toBe('$60.00 in 4 weeks, $20.00 more than before, all of it in api.');
  });
  it('who is everyone is compared with nobody', () => {
    expect(text({ everyone: facts({}).all })).toBe('Cache hit is 90\u202f%.');
  });
  it('that spends as before has no mover', () => {
    const held = facts({ ...moved, full: rollup({ costUsd: 41 }) });
    expect(tellOne(held).headline).toBe('$60.00 in 4 weeks, as before.');
    expect(text({ ...moved, full: rollup({ costUsd: 41 }) })).not.toContain('api');
  });
  it('in the middle of a day is compared by full days', () => {
    const until = { from: '2026-10-27', to: TODAY, full: rollup({ costUsd: 41 }) };
    expect(tellOne(facts(until)).headline).toBe('$60.00 in 4 weeks; full days cost as before.');
    expect(tellOne(facts({ ...until, full: rollup({ costUsd: 58 }) })).headline).toBe(
      '$60.00 in 4 weeks; full days cost $18.00 more than before.',
    );
    expect(oneFigures(facts(until))[0]).toMatchObject({
      value: '$60.00',
      delta: '▲ 2\u202f%',
      title: 'Full days only: 27 Oct – 22 Nov against 29 Sep – 25 Oct',
    });
  });
  describe('in a range before which not all is known', () => {
    const scope = { from: '2026-10-27', to: TODAY, filters: {} };
    const young = {
      from: scope.from,
      to: TODAY,
      compared: comparison(scope, TODAY, scope.from),
      full: rollup({ costUsd: 30 }),
      before: rollup({ costUsd: 20 }),
    };
    const head = (more: Partial<OneFacts> = {}) => tellOne(facts({ ...young, ...more })).headline;
    it('is told by the last week', () => {
      expect(head({ parts: [{ key: 'acme/api', now: 25, before: 16 }] })).toBe(
        '$60.00 in 4 weeks; the last 7 full days cost $10.00 more than the 7 before. api rose by $9.00.',
      );
      expect(head({ full: rollup({ costUsd: 20.5 }) })).toBe(
        '$60.00 in 4 weeks; the last 7 full days cost as much as the 7 before.',
      );
      expect(oneFigures(facts(young))[0]).toMatchObject({
        value: '$60.00',
        title: '▲ 50\u202f% in 7 days. Full days only: 16 Nov – 22 Nov against 9 Nov – 15 Nov',
      });
    });
    it('puts no change of one week beside the cost of four', () =>
      expect(oneFigures(facts(young))[0]?.delta).toBeUndefined());
    it('does not call nothing in one week nothing before', () => {
      expect(head({ before: undefined })).toBe(
        '$60.00 in 4 weeks, $30.00 of it in the last 7 full days, nothing in the 7 before.',
      );
      expect(head({ before: undefined, full: all })).toBe(
        '$60.00 in 4 weeks, all of it in the last 7 full days, nothing in the 7 before.',
      );
      expect(head({ before: undefined, full: undefined })).toBe(
        '$60.00 in 4 weeks, nothing in the last 7 full days nor the 7 before.',
      );
    });
    it('exports by the names of those days', () =>
      expect(oneTable(facts(young)).columns.slice(2, 4)).toEqual(['value_last_7_full_days', 'value_7_days_before']));
  });
  it('is not compared with days that are known in part', () => {
    const scope = { from: '2026-11-17', to: TODAY, filters: {} };
    const part = { from: scope.from, compared: comparison(scope, TODAY, '2026-11-14'), full: undefined };
    const told = facts({ ...part, to: TODAY, before: undefined });
    expect(tellOne(told).headline).toBe('$60.00 in 7 days.');
    expect(oneFigures(told)[0]?.delta).toBeUndefined();
  });
  it('of one day without cost has none on it', () => {
    const none = { all: undefined, full: undefined, before: undefined };
    expect(tellOne(facts({ ...none, from: '2026-11-22' })).headline).toBe('No cost on this day.');
    expect(tellOne(facts(none)).headline).toBe('No cost in these 4 weeks.');
    expect(tellOne(facts({ ...none, all: rollup({}), model: ['nope'], by: 'model' })).cause).toEqual([
      'Nothing at all is known of “nope” in these days. Is it spelled so?',
    ]);
    expect(tellOne(facts({ ...none, all: rollup({ sessions: 3 }) })).cause).toEqual([]);
  });
  it('is moved by no repo without a name, and by all models of a family', () => {
    const models = [
      { key: 'claude-sonnet-5', now: 40, before: 0 },
      { key: 'claude-sonnet-4-5', now: 12, before: 35 },
    ];
    expect(text({ parts: [{ key: 'unattributed', now: 55, before: 30 }], models })).toBe(
      'Sonnet went from $35.00 to $52.00. Cache hit is 90\u202f%, above everyone’s 80\u202f%.',
    );
  });
  it('today alone is so far', () =>
    expect(tellOne(facts({ from: TODAY, to: TODAY, full: undefined, before: undefined })).headline).toBe(
      '$60.00 so far today.',
    ));
  it('that is new has nothing before', () =>
    expect(tellOne(facts({ before: undefined })).headline).toBe('$60.00 in 4 weeks, nothing before.'));
  it('with a model chosen has no acceptance and no commits', () => {
    const names = (model?: string[]) => oneFigures(facts(model ? { model } : {})).map((figure) => figure.name);
    expect(names(['claude-opus-4-8'])).not.toContain('Commits');
    expect(names()).toContain('Commits');
  });
  it('stands beside the medians of everyone who was active', () => {
    const starts = ['2026-11-20', '2026-11-21', '2026-11-22'];
    const peerDays = {
      step: 'day' as const,
      starts,
      series: [
        { key: 'a', costUsd: [2, 4, 0] },
        { key: 'b', costUsd: [0, 0, 9] },
        { key: 'c', costUsd: [6, 6, 6] },
        { key: 'idle', costUsd: [0, 0, 0] },
        { key: 'unknown', costUsd: [90, 90, 90] },
        { key: '', costUsd: [90, 90, 90] },
      ],
    };
    expect(peerMedians('user', peerDays)).toEqual({ perDay: 6, days: 2 });
    const peers = [rollup({ user: 'a', costUsd: 2 }), rollup({ user: 'unknown', costUsd: 90 })];
    expect(oneFigures(facts({ peers }))[0]?.from).toBe('median $2.00');
    expect(oneFigures(facts({ peerDays })).slice(1, 3)).toMatchObject([
      { name: 'Per active day', value: '$60.00', from: 'median $6.00' },
      { name: 'Active days', value: '1', from: 'median 2 · last 20 Nov' },
    ]);
    expect(peerMedians('user', { ...peerDays, step: 'month' })).toBeNull();
  });
});

describe('one repo', () => {
  it('is told with the model that moved it, and names no person as the cause', () => {
    const told = tellOne(
      facts({
        by: 'repo',
        parts: [{ key: 'mira@example.com', now: 55, before: 30 }],
        models: [{ key: 'claude-opus-4-8', now: 50, before: 35 }],
      }),
    );
    expect(told.headline).toBe('$60.00 in 4 weeks, $20.00 more than before.');
    expect(told.cause.map((part) => (typeof part === 'string' ? part : part.b)).join('')).toBe(
      'Opus went from $35.00 to $50.00. Cache hit is 90\u202f%, above everyone’s 80\u202f%.',
    );
  });
  it('says how many worked on it', () =>
    expect(oneFigures(facts({ by: 'repo' })).find((figure) => figure.name === 'Developers')?.value).toBe('3'));
});
