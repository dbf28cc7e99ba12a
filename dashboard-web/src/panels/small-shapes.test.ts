import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { activeTables } from './active-users/shape';
import { foldOf, hasBefore, limitOf, nameOfAll, sectionOf, shapeBars } from './breakdown/shape';
import { shapeCache } from './cache-hit/shape';
import { nothingBefore, shapeChanges } from './changes/shape';
import { asPowerShell, asShell, checks, endpointOf, settings } from './setup/shape';
import { shapeTools } from './tool-decisions/shape';
import { comparison, scopeOf } from '@/lib/filters';
import { rollup } from '@/lib/fixtures';
import { sumOf } from '@/lib/stats';
import { BarList } from '@/ui/BarList';

describe('what changed', () => {
  it('adds up to the total, with the small ones as one row', () => {
    const groups = Array.from({ length: 12 }, (_, at) => ({ key: `r${at}`, now: at * 2, before: at === 3 ? 40 : at }));
    const changes = shapeChanges(groups);
    expect(changes.rows).toHaveLength(8);
    expect(sumOf(changes.rows, (row) => row.delta)).toBe(changes.total.delta);
    expect(changes.zero).toBeGreaterThan(0);
  });
  it('says why there is nothing to compare with', () => {
    const today = '2026-11-23';
    const why = (from: string, firstDay: string) => {
      const scope = { ...scopeOf({}, today), from };
      return nothingBefore(scope, comparison(scope, today, firstDay), today);
    };
    expect(why(today, '2026-01-01')).toBe('Today is not over: nothing to compare yet');
    expect(why('2026-11-17', '2026-11-14')).toBe('The days before these are known only in part');
    expect(why('2026-11-17', '2026-11-17')).toBe('Changes show once there are days before these');
    expect(why('2026-10-27', '2026-10-27')).toBe('Nothing in 9 Nov – 15 Nov to compare with');
  });
  it('of nothing is flat', () => expect(shapeChanges([]).total).toMatchObject({ delta: 0, width: 0 }));
});

describe('bars', () => {
  const rows = (...costs: [string, number][]) => costs.map(([repo, costUsd]) => rollup({ repo, costUsd }));
  it('set today apart where a mark of before is compared with the full days', () => {
    const section = sectionOf('repo', rows(['a/x', 10], ['a/new', 4]), rows(['a/x', 8]), rows(['a/x', 9]));
    expect(shapeBars(section, 8)).toMatchObject([
      { name: 'x', value: 10, full: 8, before: 9, share: 10 / 14 },
      { name: 'new', value: 4, full: 4, before: 0 },
    ]);
  });
  describe('of which some are left out', () => {
    const teams = Array.from({ length: 10 }, (_, at) => rollup({ team: `t${at}`, costUsd: 20 - at }));
    const section = sectionOf('team', teams, teams, []);
    const drawn = (open: boolean) =>
      renderToStaticMarkup(
        createElement(BarList, {
          bars: shapeBars(section, limitOf(4, open)),
          format: String,
          fold: open ? foldOf(section, 4) : null,
          onFold: () => undefined,
        }),
      );
    it('are shown by a button that says so, and folded again', () => {
      expect(shapeBars(section, limitOf(4, false))).toHaveLength(5);
      expect(shapeBars(section, limitOf(4, true))).toHaveLength(10);
      const name = '<span class="visually-hidden">Show </span>';
      expect(drawn(false)).toMatch(new RegExp(`<button type="button" aria-expanded="false">.*${name}6 more teams<`));
      expect(drawn(true)).toMatch(
        new RegExp(`<button type="button" aria-expanded="true">.*${name}Fewer teams</span></button>`),
      );
    });
    it('have a page by the name of what it lists', () => expect(nameOfAll('model')).toBe('All models'));
    it('are no button where there is nothing to fold', () => {
      expect(foldOf(section, 9)).toBeNull();
      expect(foldOf(section, 4)).toBe('Fewer teams');
    });
  });
  it('have no mark to explain when nothing is before', () => {
    expect(hasBefore(sectionOf('repo', rows(['x', 1]), rows(['x', 1]), []))).toBe(false);
    expect(hasBefore(sectionOf('repo', [], [], rows(['x', 1])))).toBe(true);
  });
});

it('who was active in the whole range is somebody who is named', () => {
  const user = (name: string) => ({
    user: name,
    lastActiveDay: '2026-11-23',
    activeDays: 1,
    costUsd: 1,
    sessions: 1,
    prompts: 1,
  });
  const [, totals] = activeTables({ days: [], dau: 0, wau: 0, mau: 0, users: [user('mira@x'), user('unknown')] });
  expect(totals?.rows.at(-1)).toEqual(['whole_range', 1]);
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

describe('the tools that are shown', () => {
  const tool = (name: string, accepts: number, rejects = 0, userAccepts = 0, userRejects = 0) => ({
    tool: name,
    accepts,
    rejects,
    acceptRatio: accepts / (accepts + rejects),
    userAccepts,
    userRejects,
    userAcceptRatio: null,
    sources: [],
  });
  const shown = (...tools: ReturnType<typeof tool>[]) =>
    shapeTools({ total: tool('', 0), tools, sources: [] } as Parameters<typeof shapeTools>[0]);
  const used = ['Read', 'Bash', 'Edit', 'Grep', 'Agent', 'Write', 'Glob'].map((name, at) => tool(name, 900 - at * 100));

  it('are the most used, and always those that are refused most', () => {
    const { rows, more } = shown(...used, tool('WebFetch', 50, 16, 34, 16), tool('Rare', 3));
    expect(rows.map((row) => row.tool)).toEqual(['Read', 'Bash', 'Edit', 'Grep', 'Agent', 'WebFetch']);
    expect(rows.at(-1)).toMatchObject({ low: true, asked: 50, refused: 16 });
    expect(more).toBe(3);
  });
  it('have the one that people refuse often among them, however much others are refused', () => {
    const often = ['A', 'B', 'C'].map((name) => tool(name, 600, 40, 500, 40));
    const { rows } = shown(...used, ...often, tool('WebFetch', 30, 10, 20, 10));
    expect(rows.map((row) => row.tool)).toContain('WebFetch');
    expect(rows).toHaveLength(6);
  });
  it('are all when only one would be left', () => expect(shown(...used).rows).toHaveLength(7));
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
