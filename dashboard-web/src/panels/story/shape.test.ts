import { describe, expect, it } from 'vitest';
import { promptOf, rollup } from '@/lib/fixtures';
import type { Group } from '@/lib/groups';
import { type Facts, tell } from './shape';

const group = (key: string, now: number, before: number): Group => ({ key, now, before });
const noTools = { accepts: 0, rejects: 0, acceptRatio: null, userAccepts: 0, userRejects: 0, userAcceptRatio: null };
const tokens = (inputTokens: number, cacheReadTokens: number) => ({
  inputTokens,
  cacheReadTokens,
  cacheCreationTokens: 0,
  hitRatio: cacheReadTokens / (inputTokens + cacheReadTokens),
});

/** All days are over, unless a test says otherwise. */
const facts = (fields: Partial<Facts>): Facts => ({
  all: { total: fields.now ?? rollup(), repos: fields.repos ?? [], models: fields.models ?? [] },
  now: rollup(),
  before: rollup(),
  days: [],
  filtered: false,
  to: '2026-11-23',
  todayAlone: false,
  beforeInPart: false,
  firstDay: null,
  week: null,
  repos: [],
  models: [],
  people: [],
  agentsNow: { repos: [], agents: [] },
  agentsBefore: { repos: [], agents: [] },
  cache: { total: { inputTokens: 0, cacheReadTokens: 0, cacheCreationTokens: 0, hitRatio: null }, users: [] },
  tools: { total: noTools, tools: [], sources: [] },
  prompts: [],
  ...fields,
});

const cost = (costUsd: number) => rollup({ costUsd });
const said = (fields: Partial<Facts>) => tell(facts(fields));
const text = (fields: Partial<Facts>) =>
  said(fields)
    .cause.map((part) => (typeof part === 'string' ? part : part.b))
    .join('');

describe('the headline', () => {
  it('says nothing was spent', () => expect(said({}).headline).toBe('Nothing was spent in these days.'));
  it('does not call nothing what is before all data', () =>
    expect(said({ to: '2026-11-01', firstDay: '2026-11-02' }).headline).toBe(
      'Nothing is known of these days: data begins on 2 Nov.',
    ));
  it('says when filters are what leaves nothing', () =>
    expect(said({ filtered: true }).headline).toBe('Nothing matches these filters.'));
  it('does not compare with nothing', () =>
    expect(said({ now: cost(10) }).headline).toBe('$10.00 was spent. There is nothing before to compare it with.'));
  it('does not compare with days that are known in part', () =>
    expect(said({ now: cost(412), before: undefined, beforeInPart: true }).headline).toBe(
      '$412 was spent. The days before are known only in part: too little to compare it with.',
    ));
  it('calls less than 5 % held', () =>
    expect(said({ now: cost(104), before: cost(100) }).headline).toBe('Spend held at $104.'));
  it('names the one repo that explains the rise', () =>
    expect(
      said({ now: cost(4861), before: cost(4420), repos: [group('a/payments', 1380, 938), group('a/web', 555, 556)] })
        .headline,
    ).toBe('Spend rose 10\u202f% to $4,861. payments explains all of it.'));
  it('says most when it is most', () =>
    expect(
      said({ now: cost(200), before: cost(100), repos: [group('x', 120, 50), group('y', 80, 50)] }).headline,
    ).toMatch(/x explains most of it/));
  it('says spread when nobody explains it', () =>
    expect(said({ now: cost(80), before: cost(110), repos: [group('x', 40, 55), group('y', 40, 55)] }).headline).toBe(
      'Spend fell 27\u202f% to $80.00. It is spread over 2 repos.',
    ));
  it('does not say where nothing went', () =>
    expect(said({ now: cost(0), before: cost(110), repos: [group('x', 0, 55), group('y', 0, 55)] }).headline).toBe(
      'Spend fell 100\u202f% to $0.',
    ));
  it.each(['', 'unattributed', 'other'])('never blames what is not attributed: "%s"', (key) => {
    const told = (...repos: Group[]) => said({ now: cost(200), before: cost(100), repos }).headline;
    expect(told(group(key, 190, 100), group('x', 10, 0))).toBe('Spend rose 100\u202f% to $200.');
    // It moved most without being all: that it is spread would hide it.
    expect(told(group(key, 90, 45), group('x', 60, 30), group('y', 50, 25))).toBe('Spend rose 100\u202f% to $200.');
    expect(told(group('x', 90, 45), group('y', 60, 30), group(key, 50, 25))).toMatch(/It is spread over 2 repos\.$/);
  });
});

describe('in the middle of a day', () => {
  const repos = [group('a/api', 60, 50), group('a/web', 46, 50)];
  const all = { total: cost(109), repos: [group('a/api', 61, 0), group('a/web', 48, 0)], models: [] };
  it('the full days are compared, and today so far is added', () => {
    const facts = { all, now: cost(106), before: cost(100), repos };
    expect(said(facts).headline).toMatch(/^Spend rose 6\u202f% to \$106\./);
    expect(text(facts)).toContain('Today so far adds $3.00.');
  });
  it('spend that only today has is no fall', () =>
    expect(said({ all, now: cost(101), before: cost(100), repos }).headline).toBe('Spend held at $101.'));
  it('what is not compared has all days', () =>
    expect(said({ all, now: cost(106), before: cost(0) }).headline).toBe(
      '$109 was spent. There is nothing before to compare it with.',
    ));
  it('today alone is so far, against nothing', () => {
    const alone = { all, now: undefined, before: undefined, todayAlone: true };
    expect(said(alone).headline).toBe('$109 was spent so far today.');
    expect(text(alone)).toBe('api is the largest of 2 repos, 56\u202f%.');
  });
});

describe('of a range before which not all is known', () => {
  const week = { range: '4 weeks', name: 'the last 7 full days' };
  const repos = [group('a/checkout', 390, 190), group('a/web', 166, 171)];
  const all = { total: cost(1575), repos: [group('a/checkout', 900, 0), group('a/web', 675, 0)], models: [] };
  const young = { week, all, now: cost(556), before: cost(361), repos };
  it('the total stays, and the last week is told against the week before', () => {
    expect(said(young).headline).toBe(
      '$1,575 was spent in 4 weeks. In the last 7 full days spend rose 54\u202f% to $556: checkout explains all of it.',
    );
    expect(said(young)).toMatchObject({ comparable: true, weekComparable: false });
  });
  it('the weeks that are not compared are no "today so far"', () => expect(text(young)).not.toContain('so far'));
  it('a change of nobody in particular is spread', () =>
    expect(said({ ...young, repos: [group('x', 300, 200), group('y', 256, 161)] }).headline).toMatch(
      /spend rose 54\u202f% to \$556: it is spread over 2 repos\.$/,
    ));
  it('what held has no cause', () =>
    expect(said({ ...young, now: cost(365) }).headline).toBe(
      '$1,575 was spent in 4 weeks. In the last 7 full days spend held at $365.',
    ));
  it('more than threefold is from and to', () =>
    expect(said({ ...young, before: cost(50), repos: [] }).headline).toBe(
      '$1,575 was spent in 4 weeks. In the last 7 full days spend rose from $50.00 to $556.',
    ));
  it('nothing in the week before is not nothing before', () => {
    const fresh = { ...young, before: cost(0) };
    expect(said(fresh).headline).toBe(
      '$1,575 was spent in 4 weeks. $556 of it in the last 7 full days, nothing in the 7 days before.',
    );
    expect(text(fresh)).toContain('checkout is the largest of 2 repos');
    expect(said({ ...fresh, now: cost(0) }).headline).toBe(
      '$1,575 was spent in 4 weeks. Nothing of it in the last 7 full days, nor in the 7 days before.',
    );
    expect(said({ ...young, now: cost(0) }).headline).toBe(
      '$1,575 was spent in 4 weeks. Nothing of it in the last 7 full days, $361 in the 7 days before.',
    );
  });
  it('nothing at all is nothing', () =>
    expect(said({ week, now: cost(0), all: { total: cost(0), repos: [], models: [] } }).headline).toBe(
      'Nothing was spent in these days.',
    ));
});

describe('the cause', () => {
  it('says what the first money went to', () =>
    expect(
      text({
        now: cost(100),
        repos: [group('a/api', 60, 0), group('a/web', 40, 0)],
        models: [group('claude-opus-4-8', 75, 0), group('claude-haiku-5-5', 25, 0)],
      }),
    ).toBe('api is the largest of 2 repos, 60\u202f%. Opus is 75\u202f% of the cost.'));
  it('calls nothing a repo that is none, and no repo the largest of more than are named', () => {
    const first = (...repos: Group[]) => text({ now: cost(100), repos });
    expect(first(group('unattributed', 60, 0), group('a/web', 30, 0), group('a/api', 10, 0))).toBe('');
    expect(first(group('a/web', 60, 0), group('unattributed', 40, 0))).toBe('');
    expect(first(group('a/web', 60, 0), group('unattributed', 30, 0), group('a/api', 10, 0))).toBe(
      'web is the largest of 2 repos, 60\u202f%.',
    );
  });
  it('of what else moved counts repos only when all are', () => {
    const rest = (key: string) =>
      text({
        now: cost(300),
        before: cost(200),
        repos: [group('x', 190, 100), group('y', 60, 90), group(key, 50, 10)],
      });
    expect(rest('z')).toContain('The other 2 repos together rose by $10: z rose by $40, y fell by $30.');
    expect(rest('unattributed')).toContain('The rest together rose by $10: unattributed rose by $40, y fell by $30.');
  });
  it('tells a family with all of its models', () => {
    const moved = [
      group('claude-sonnet-5', 442, 0),
      group('claude-opus-4-8', 308, 300),
      group('claude-sonnet-4-5', 200, 600),
    ];
    expect(text({ now: cost(950), before: cost(900), models: moved })).toBe(' Sonnet rose by $42.');
    const opus = [group('claude-opus-4-8', 38, 0), group('claude-haiku-5', 32, 0), group('claude-opus-4-1', 30, 0)];
    expect(text({ now: cost(100), models: opus })).toBe('Opus is 68\u202f% of the cost.');
    expect(text({ now: cost(68), models: [group('claude-opus-4-8', 38, 0), group('claude-opus-4-1', 30, 0)] })).toBe(
      '',
    );
  });
  it('offers two weeks to compare, when both have something', () => {
    const spent = (...days: string[]) => days.map((day) => ({ day, costUsd: 1 }));
    expect(said({ now: cost(2), days: spent('2026-11-15', '2026-11-17') }).weekComparable).toBe(true);
    expect(said({ now: cost(2), days: spent('2026-11-16', '2026-11-17') }).weekComparable).toBe(false);
    expect(said({ now: cost(2), days: spent('2026-11-15', '2026-11-23') }).weekComparable).toBe(false);
    const since = (firstDay: string) =>
      said({ now: cost(2), days: spent('2026-11-15', '2026-11-17'), firstDay }).weekComparable;
    expect([since('2026-11-10'), since('2026-11-11')]).toEqual([true, false]);
    expect(said({ now: cost(2), before: cost(1), days: spent('2026-11-15', '2026-11-17') }).weekComparable).toBe(false);
  });
  it('stays silent when spend held', () =>
    expect(text({ now: cost(100), before: cost(100), repos: [group('x', 60, 40), group('y', 40, 60)] })).toBe(''));
  it('tells the share of subagents only when it moved', () => {
    const repos = [group('x', 200, 100), group('y', 50, 50), group('z', 50, 50)];
    const stats = (subagentCostUsd: number) => ({
      repos: [
        {
          repo: 'x',
          prompts: 1,
          promptsWithSubagents: 1,
          subagents: 1,
          maxDepth: 1,
          avgDepth: 1,
          maxFanout: 1,
          avgFanout: 1,
          subagentCostUsd,
        },
      ],
      agents: [],
    });
    const both = { now: cost(300), before: cost(200), repos };
    expect(text({ ...both, agentsNow: stats(94), agentsBefore: stats(18) })).toContain(
      'Subagents were 47\u202f% of its cost, from 18\u202f%.',
    );
    expect(text({ ...both, agentsNow: stats(40), agentsBefore: stats(18) })).not.toContain('Subagents');
    expect(text(both)).toContain('The other 2 repos together stayed level');
  });
  it('gives the rest its number when that is a good part of the change, though level against itself', () => {
    const repos = [group('x', 136, 100), group('y', 182, 160), group('z', 100, 135)];
    expect(text({ now: cost(418), before: cost(395), repos })).toContain('The other 2 repos together fell by $13');
  });
  it('tells cache use from one point on', () => {
    const now = rollup({ costUsd: 1, inputTokens: 10, cacheReadTokens: 90 });
    expect(text({ now, before: rollup({ costUsd: 1, inputTokens: 20, cacheReadTokens: 80 }) })).toContain(
      'Cache use improved by 10.0',
    );
    expect(text({ now, before: rollup({ costUsd: 1, inputTokens: 108, cacheReadTokens: 892 }) })).toBe('');
  });
});

describe('the actions', () => {
  it('are none without proof', () => expect(said({ now: cost(10), before: cost(10) }).actions).toEqual([]));
  it('point to somebody far below everyone, with enough use', () => {
    const cache = {
      total: tokens(10e6, 90e6),
      users: [
        { user: 'tomasz@x', ...tokens(3e6, 7e6) },
        { user: 'tiny@x', ...tokens(9e5, 0) },
        { user: 'unknown', ...tokens(3e6, 1e6) },
      ],
    };
    expect(said({ cache }).actions.map((action) => action.text)).toEqual(['tomasz’s cache hit is 70\u202f%']);
  });
  it('count rejections by people only, and not the few', () => {
    const tool = (userAccepts: number, userRejects: number) => ({
      ...noTools,
      tool: 'WebFetch',
      userAccepts,
      userRejects,
      sources: [],
    });
    expect(said({ tools: { total: noTools, tools: [tool(118, 66)], sources: [] } }).actions[0]?.text).toBe(
      'People reject 36\u202f% of WebFetch calls',
    );
    expect(said({ tools: { total: noTools, tools: [tool(5, 5)], sources: [] } }).actions).toEqual([]);
  });
  it('tell of failed requests, when they are many and a share of all', () => {
    const failed = (apiErrors: number, apiRequests: number) =>
      said({ now: rollup({ apiErrors, apiRequests }) }).actions.map((action) => [action.text, action.why]);
    expect(failed(30, 970)).toEqual([['3\u202f% of model requests failed', '30 of 1,000']]);
    expect(failed(10, 990)).toEqual([]);
    expect(failed(9, 20)).toEqual([]);
  });
  it('tell of somebody whose spend became a good part of all', () => {
    const risen = (...people: Group[]) =>
      said({ now: cost(500), before: cost(400), people }).actions.map(({ text, why, value }) => [text, why, value]);
    expect(risen(group('kenji@x.example', 122, 5), group('b', 100, 99))).toEqual([
      ['kenji’s spend rose to $122', 'from $5, now 24\u202f% of all', '+$117'],
    ]);
    expect(risen(group('kenji@x.example', 122, 0), group('b', 100, 99))[0]?.[1]).toBe('nothing before');
    expect(risen(group('a', 122, 62), group('b', 100, 99))).toEqual([]);
    expect(risen(group('a', 54, 5), group('b', 100, 99))).toEqual([]);
    expect(risen(group('a', 122, 5))).toEqual([]);
    expect(risen(group('unknown', 122, 5), group('b', 100, 99), group('c', 10, 10))).toEqual([]);
    expect(risen(group('a', 122, 5), group('unknown', 100, 99))).toEqual([]);
  });
  it('are in the order of the money that they are about, then of rules without any', () => {
    const { actions } = said({
      now: cost(500),
      before: cost(400),
      people: [group('a', 122, 5), group('b', 100, 99)],
      prompts: [promptOf({ costUsd: 9, subagents: 3 }), promptOf({ promptId: 'p2' })],
    });
    expect(actions.map((action) => action.id)).toEqual(['risen-person', 'top-prompt']);
  });
  it('are at most three', () => {
    const many = said({
      now: rollup({ apiErrors: 50, apiRequests: 100 }),
      prompts: [promptOf({ costUsd: 9, subagents: 3 }), promptOf({ promptId: 'p2' })],
      cache: { total: tokens(10e6, 90e6), users: [{ user: 'a', ...tokens(3e6, 2e6) }] },
      tools: {
        total: noTools,
        tools: [{ ...noTools, tool: 'Bash', userAccepts: 10, userRejects: 30, sources: [] }],
        sources: [],
      },
    }).actions;
    expect(many.map((action) => action.id)).toEqual(['top-prompt', 'low-cache', 'rejected-tool']);
  });
});
