import { describe, expect, it } from 'vitest';
import { shapeCache } from './cache-hit/shape';
import { shapeChanges } from './changes/shape';
import { figuresTable, shapeFigures } from './figures/shape';
import { groupsTable, half, shapeGroups } from './groups-table/shape';
import { asPowerShell, asShell, checks, endpointOf, settings } from './setup/shape';
import { shapeTools } from './tool-decisions/shape';
import { rollup } from '@/lib/fixtures';
import { sumOf } from '@/lib/stats';

describe('what changed', () => {
  it('adds up to the total, with the small ones as one row', () => {
    const groups = Array.from({ length: 12 }, (_, at) => ({ key: `r${at}`, now: at * 2, before: at === 3 ? 40 : at }));
    const changes = shapeChanges(groups);
    expect(changes.rows).toHaveLength(8);
    expect(sumOf(changes.rows, (row) => row.delta)).toBe(changes.total.delta);
    expect(changes.zero).toBeGreaterThan(0);
  });
  it('of nothing is flat', () => expect(shapeChanges([]).total).toMatchObject({ delta: 0, width: 0 }));
});

describe('cache hit', () => {
  const user = (name: string, hitRatio: number | null) => ({
    user: name,
    inputTokens: 1,
    cacheReadTokens: 1,
    cacheCreationTokens: 0,
    hitRatio,
  });
  it('shows the lowest, marks who is ten points below, and says where the axis begins', () => {
    const model = shapeCache({ total: user('', 0.91), users: [user('a', 0.92), user('b', 0.71), user('c', null)] });
    expect(model?.rows.map((row) => [row.user, row.low])).toEqual([
      ['b', true],
      ['a', false],
    ]);
    expect(model?.from).toBe(0.65);
  });
  it('of no requests is nothing', () => expect(shapeCache({ total: user('', null), users: [] })).toBeNull());
});

describe('tool decisions', () => {
  it('tell rules, hooks and people apart', () => {
    const zero = { accepts: 0, rejects: 0, acceptRatio: null, userAccepts: 0, userRejects: 0, userAcceptRatio: null };
    const sources = [
      { source: 'config', accepts: 60, rejects: 2 },
      { source: 'hook', accepts: 5, rejects: 0 },
      { source: 'user_temporary', accepts: 20, rejects: 10 },
      { source: '', accepts: 3, rejects: 0 },
    ];
    expect(shapeTools({ total: zero, tools: [], sources }).deciders).toEqual({
      rules: 62,
      hooks: 5,
      people: 30,
      other: 3,
      total: 100,
    });
  });
});

describe('people', () => {
  const rows = shapeGroups({
    by: 'user',
    now: [rollup({ user: 'b', costUsd: 1 }), rollup({ user: 'a', costUsd: 9, inputTokens: 50, cacheReadTokens: 50 })],
    before: [rollup({ user: 'a', costUsd: 4 })],
    series: { step: 'day', starts: ['2026-11-20', '2026-11-21'], series: [{ key: 'a', costUsd: [0, 9] }] },
    teams: [rollup({ user: 'a', team: 'core', costUsd: 9 })],
    total: rollup({ inputTokens: 10, cacheReadTokens: 90 }),
  });
  it('have their days, their team and their change', () => {
    expect(rows[0]).toMatchObject({
      key: 'a',
      team: 'core',
      change: 5,
      line: [0, 9],
      activeDays: 1,
      lowHit: true,
      lastDay: '2026-11-21',
    });
    expect(rows[1]).toMatchObject({ key: 'b', activeDays: 0, costPerDay: null, lowHit: false });
  });
  it('export what is known: with models chosen no prompts, commits or lines', () => {
    expect(groupsTable('user', rows, false).columns).toContain('commits');
    const table = groupsTable('user', rows, true);
    expect(table.columns).not.toContain('commits');
    expect(table.columns).not.toContain('prompts');
    expect(table.rows[0]).toHaveLength(table.columns.length);
  });
  it('over a long range have months, and no days that nobody counted', () => {
    const [row] = shapeGroups({
      by: 'user',
      now: [rollup({ user: 'a', costUsd: 9 })],
      before: [],
      series: { step: 'month', starts: ['2026-06-30', '2026-07-01'], series: [{ key: 'a', costUsd: [4, 5] }] },
      teams: [],
      total: rollup(),
    });
    expect(row).toMatchObject({ line: [4, 5], activeDays: null, costPerDay: null, lastDay: null });
    expect(groupsTable('user', row ? [row] : [], false).columns).not.toContain('active_days');
  });
  it('the fewest that make half', () => expect(half(rows)).toBe(1));
});

describe('figures', () => {
  const active = { days: [], dau: 0, wau: 0, mau: 0, users: [] };
  const input = (models?: string[]) => ({
    now: rollup({ costUsd: 5 }),
    before: rollup({ costUsd: 4 }),
    days: [],
    usersNow: active,
    usersBefore: active,
    scope: { from: '2026-11-20', to: '2026-11-21', filters: { model: models } },
    today: '2026-11-22',
  });
  it('are eight', () => expect(shapeFigures(input())).toHaveLength(8));
  it('leave out with models chosen what would be a false 0', () => {
    expect(shapeFigures(input(['claude-opus-4-8'])).map((figure) => figure.name)).toEqual([
      'Cost',
      'Per active developer',
      'Active developers',
      'Cache hit',
      'Sessions',
    ]);
    expect(figuresTable(input(['claude-opus-4-8'])).rows.map(([name]) => name)).not.toContain('commits');
    expect(figuresTable(input()).rows).toContainEqual(['cost_usd', 5, 4]);
  });
});

describe('set-up', () => {
  const choice = {
    endpoint: 'http://127.0.0.1:4318',
    token: ' mai_x ',
    team: 'my team',
    repo: 'acme/api',
    traces: true,
    protobuf: false,
  };
  it('writes the settings that Claude Code reads', () => {
    expect(Object.fromEntries(settings(choice))).toEqual({
      CLAUDE_CODE_ENABLE_TELEMETRY: '1',
      OTEL_METRICS_EXPORTER: 'otlp',
      OTEL_LOGS_EXPORTER: 'otlp',
      OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
      OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:4318',
      OTEL_EXPORTER_OTLP_HEADERS: 'Authorization=Bearer mai_x',
      CLAUDE_CODE_ENHANCED_TELEMETRY_BETA: '1',
      OTEL_TRACES_EXPORTER: 'otlp',
      OTEL_RESOURCE_ATTRIBUTES: 'team.id=my-team,repo=acme/api',
    });
  });
  it('keeps a placeholder, leaves out what is not wanted', () => {
    const env = settings({ ...choice, token: '', team: '', repo: '', traces: false });
    expect(env).toHaveLength(6);
    expect(asShell(env)).toContain("export OTEL_EXPORTER_OTLP_HEADERS='Authorization=Bearer <token>'");
  });
  it('is quoted for PowerShell, too', () =>
    expect(asPowerShell([['OTEL_RESOURCE_ATTRIBUTES', "team.id=it's"]])).toBe(
      "$env:OTEL_RESOURCE_ATTRIBUTES = 'team.id=it''s'",
    ));
  it('finds the ingest address', () => {
    expect([endpointOf('localhost'), endpointOf('metrics.lan')]).toEqual([
      'http://127.0.0.1:4318',
      'http://metrics.lan:4318',
    ]);
  });
  it('turns green with what arrives', () => {
    const seen = '2026-11-23T08:00:00Z';
    const user = { user: 'a@b', metricsLastSeen: null, logsLastSeen: seen, tracesLastSeen: null, clientVersion: null };
    expect(checks({ users: [], lastIngestAt: null }, true).every((check) => !check.done)).toBe(true);
    expect(checks({ users: [user], lastIngestAt: seen }, false).map((check) => check.done)).toEqual([
      true,
      false,
      true,
    ]);
  });
});
