import { dayOf, MODELS, TOOLS } from './facts.mjs';
import { hex, random } from './random.mjs';

const DAY = 86_400_000;
const MEASURES = [
  'costUsd',
  'inputTokens',
  'outputTokens',
  'cacheReadTokens',
  'cacheCreationTokens',
  'sessions',
  'prompts',
  'apiRequests',
  'apiErrors',
  'toolCalls',
  'toolFailures',
  'accepts',
  'rejects',
  'linesAdded',
  'linesRemoved',
  'commits',
  'pullRequests',
  'activeSeconds',
  'blockedMs',
];
const DIMENSIONS = ['source', 'user', 'team', 'repo', 'model'];
const money = (value) => Math.round(value * 1e6) / 1e6;
const plus = (day, days) => dayOf(Date.parse(`${day}T00:00:00Z`) + days * DAY);
const ratio = (part, whole) => (whole === 0 ? null : Math.round((part / whole) * 1e6) / 1e6);

export function scopeOf(url, now) {
  const to = url.searchParams.get('to') ?? dayOf(now);
  const from = url.searchParams.get('from') ?? plus(to, -6);
  return { from, to, filters: Object.fromEntries(DIMENSIONS.map((name) => [name, url.searchParams.getAll(name)])) };
}

const daysOf = ({ from, to }) => {
  const days = [];
  for (let day = from; day <= to; day = plus(day, 1)) days.push(day);
  return days;
};

const matches = (row, { from, to, filters }) =>
  row.day >= from &&
  row.day <= to &&
  DIMENSIONS.every((name) => filters[name].length === 0 || filters[name].includes(row[name]));

const inside = (all, scope) => all.filter((row) => matches(row, scope));
const anyDay = (all, scope) => inside(all, { ...scope, from: '0000', to: '9999' });
const total = (rows, measure) => rows.reduce((sum, row) => sum + row[measure], 0);

const grouped = (rows, keyOf) => {
  const groups = new Map();
  for (const row of rows) {
    const key = keyOf(row);
    if (!groups.has(key)) groups.set(key, []);
    groups.get(key).push(row);
  }
  return groups;
};

export function rollups(all, scope, groupBy) {
  const rows = [...grouped(inside(all, scope), (row) => groupBy.map((key) => row[key]).join('\u0000'))].map(
    ([, group]) => ({
      ...Object.fromEntries(groupBy.map((key) => [key, group[0][key]])),
      ...Object.fromEntries(MEASURES.map((measure) => [measure, money(total(group, measure))])),
      // A session uses several models: asked by model, it counts for each.
      ...(groupBy.includes('model') || scope.filters.model.length > 0
        ? { sessions: total(group, 'modelSessions') }
        : undefined),
    }),
  );
  if (rows.length === 0 && groupBy.length === 0) {
    rows.push(Object.fromEntries(MEASURES.map((measure) => [measure, 0])));
  }
  return { rows };
}

export function costSeries(all, scope, by, asked) {
  const days = daysOf(scope);
  const step = asked ?? (days.length > 92 ? 'month' : 'day');
  const begins = {
    day: () => true,
    week: (_, index) => (days.length - index) % 7 === 0,
    month: (day) => day.endsWith('-01'),
  }[step];
  const starts = days.filter((day, index) => index === 0 || begins(day, index));
  const startOf = (day) => starts.findLast((start) => start <= day);
  const series = [...grouped(inside(all, scope), (row) => row[by])]
    .map(([key, rows]) => {
      const byStart = grouped(rows, (row) => startOf(row.day));
      return { key, costUsd: starts.map((start) => money(total(byStart.get(start) ?? [], 'costUsd'))) };
    })
    .filter(({ costUsd }) => costUsd.some((cost) => cost > 0));
  return { step, starts, series };
}

export function costTrend(all, scope, now) {
  const today = dayOf(now);
  const open = anyDay(all, scope);
  const byDay = new Map([...grouped(open, (row) => row.day)].map(([day, rows]) => [day, total(rows, 'costUsd')]));
  const of = (from, to) => daysOf({ from, to }).reduce((sum, day) => sum + (byDay.get(day) ?? 0), 0);
  const length = daysOf(scope).length;
  const month = `${today.slice(0, 8)}01`;
  const date = new Date(`${today}T00:00:00Z`);
  const left = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate() - date.getUTCDate();
  return {
    days: daysOf(scope).map((day) => ({ day, costUsd: money(byDay.get(day) ?? 0) })),
    totalUsd: money(of(scope.from, scope.to)),
    previousTotalUsd: money(of(plus(scope.from, -length), plus(scope.from, -1))),
    weeklyRunRateUsd: money(of(plus(today, -7), plus(today, -1))),
    monthEndForecastUsd: money(of(month, today) + (of(plus(today, -14), plus(today, -1)) / 14) * left),
    byModel: [...grouped(inside(all, scope), (row) => row.model)]
      .map(([model, rows]) => ({ model, costUsd: money(total(rows, 'costUsd')) }))
      .filter((row) => row.costUsd > 0)
      .sort((a, b) => b.costUsd - a.costUsd),
  };
}

export function cacheHit(all, scope) {
  const tokens = (rows) => {
    const inputTokens = total(rows, 'inputTokens');
    const cacheReadTokens = total(rows, 'cacheReadTokens');
    const cacheCreationTokens = total(rows, 'cacheCreationTokens');
    const hitRatio = ratio(cacheReadTokens, inputTokens + cacheReadTokens + cacheCreationTokens);
    return { inputTokens, cacheReadTokens, cacheCreationTokens, hitRatio };
  };
  const rows = inside(all, scope);
  return {
    total: tokens(rows),
    users: [...grouped(rows, (row) => row.user)].map(([user, own]) => ({ user, ...tokens(own) })),
  };
}

const TOOL_SHARE = { Edit: 0.42, Bash: 0.33, Write: 0.13, Read: 0.08, WebFetch: 0.03, Agent: 0.01 };
const TOOL_REJECTS = { Edit: 0.03, Bash: 0.1, Write: 0.04, Read: 0.01, WebFetch: 0.34, Agent: 0.05 };

export function toolDecisions(all, scope) {
  const decided = inside(all, scope).reduce((sum, row) => sum + row.accepts + row.rejects, 0);
  const withRatios = (sources) => {
    const sum = (list, name) => list.reduce((value, source) => value + source[name], 0);
    const people = sources.filter((source) => source.source.startsWith('user_'));
    const accepts = sum(sources, 'accepts');
    const rejects = sum(sources, 'rejects');
    const userAccepts = sum(people, 'accepts');
    const userRejects = sum(people, 'rejects');
    return {
      accepts,
      rejects,
      acceptRatio: ratio(accepts, accepts + rejects),
      userAccepts,
      userRejects,
      userAcceptRatio: ratio(userAccepts, userAccepts + userRejects),
    };
  };
  const tools = TOOLS.map((tool) => {
    const calls = Math.round(decided * TOOL_SHARE[tool]);
    const rejects = Math.round(calls * TOOL_REJECTS[tool]);
    const config = tool === 'WebFetch' ? 0 : Math.round((calls - rejects) * 0.66);
    const hook = tool === 'WebFetch' ? 0 : Math.round(calls * 0.05);
    const sources = [
      { source: 'config', accepts: config, rejects: 0 },
      { source: 'hook', accepts: Math.min(hook, calls - rejects - config), rejects: 0 },
      { source: 'user_temporary', accepts: Math.max(0, calls - rejects - config - hook), rejects },
    ].filter((source) => source.accepts + source.rejects > 0);
    return { tool, ...withRatios(sources), sources };
  }).filter((tool) => tool.accepts + tool.rejects > 0);
  const sources = [
    ...grouped(
      tools.flatMap((tool) => tool.sources),
      (source) => source.source,
    ),
  ].map(([source, list]) => ({
    source,
    accepts: total(list, 'accepts'),
    rejects: total(list, 'rejects'),
  }));
  return { total: withRatios(sources), tools, sources };
}

export function activeUsers(all, scope) {
  const rows = inside(all, scope);
  const users = (list) => new Set(list.map((row) => row.user)).size;
  const last = (days) => users(inside(all, { ...scope, from: plus(scope.to, 1 - days) }));
  const byDay = grouped(rows, (row) => row.day);
  return {
    days: daysOf(scope).map((day) => ({ day, activeUsers: users(byDay.get(day) ?? []) })),
    dau: last(1),
    wau: last(7),
    mau: last(30),
    users: [...grouped(rows, (row) => row.user)]
      .map(([user, own]) => ({
        user,
        lastActiveDay: own.at(-1).day,
        activeDays: new Set(own.map((row) => row.day)).size,
        costUsd: money(total(own, 'costUsd')),
        sessions: total(own, 'sessions'),
        prompts: total(own, 'prompts'),
      }))
      .sort((a, b) => b.costUsd - a.costUsd),
  };
}

const METRICS_ONLY = '00000000-aaaa-4bbb-accc-0123456789ab';

/** Sessions and prompts are cut from the facts: one to a few prompts for each person, day and repo. */
export function history(all) {
  const sessions = [];
  const prompts = [];
  for (const [key, rows] of grouped(all, (row) => `${row.day} ${row.user} ${row.repo}`)) {
    const next = random(key);
    const { day, user, repo, team, source } = rows[0];
    const cost = total(rows, 'costUsd');
    const many = 1 + Math.floor(next() * 6);
    const weights = Array.from({ length: many }, () => 0.1 + next() ** 3);
    const all = weights.reduce((sum, weight) => sum + weight, 0);
    const sessionId = `${hex(next, 8)}-${hex(next, 4)}-4${hex(next, 3)}-a${hex(next, 3)}-${hex(next, 12)}`;
    let at = Date.parse(`${day}T00:00:00Z`) + (7 + next() * 6) * 3_600_000;
    const start = at;
    const own = weights.map((weight) => {
      const costUsd = money((cost * weight) / all);
      const durationMs = Math.round(8_000 + costUsd * 90_000 * (0.6 + next()));
      const subagents = costUsd > 3.4 ? 3 : costUsd > 2.2 ? 1 + Math.floor(next() * 2) : 0;
      const prompt = {
        promptId: `${hex(next, 8)}-${hex(next, 4)}-4${hex(next, 3)}-b${hex(next, 3)}-${hex(next, 12)}`,
        traceId: hex(next, 32),
        sessionId,
        user,
        repo,
        startedAt: new Date(at).toISOString(),
        durationMs,
        costUsd,
        totalTokens: Math.round(costUsd * 650_000),
        apiRequests: Math.max(1, Math.round(costUsd * 5)),
        toolCalls: Math.round(costUsd * 14),
        apiErrors: Math.round(costUsd / 12),
        toolFailures: Math.round(costUsd / 2),
        rejects: next() < 0.1 ? 1 : 0,
        subagents,
        maxDepth: subagents > 2 ? 2 : subagents > 0 ? 1 : 0,
        models: subagents > 0 ? MODELS : MODELS.slice(1, 2),
        day,
        team,
        source,
      };
      at += durationMs + next() * 900_000;
      return prompt;
    });
    prompts.push(...own);
    const costParts = Array.from({ length: 24 }, () => 0);
    for (const prompt of own) {
      const part = Math.floor(((Date.parse(prompt.startedAt) - start) / (at - start)) * 24);
      costParts[part] = money(costParts[part] + prompt.costUsd);
    }
    sessions.push({
      sessionId,
      user,
      repo,
      team,
      source,
      startedAt: new Date(start).toISOString(),
      endedAt: new Date(at).toISOString(),
      prompts: own.length,
      costUsd: money(cost),
      totalTokens: total(own, 'totalTokens'),
      toolCalls: total(own, 'toolCalls'),
      apiErrors: total(rows, 'apiErrors'),
      linesAdded: total(rows, 'linesAdded'),
      linesRemoved: total(rows, 'linesRemoved'),
      commits: total(rows, 'commits'),
      costParts,
      day,
      model: '',
      own,
    });
  }
  // One whose events never came.
  const { own, ...like } = sessions.at(-40);
  sessions.push({
    ...like,
    sessionId: METRICS_ONLY,
    endedAt: like.startedAt,
    prompts: 0,
    toolCalls: 0,
    costParts: [],
    own: own.slice(0, 0),
  });
  return { sessions, prompts };
}

const line = ({ day, team, source, ...prompt }) => prompt; // eslint-disable-line @typescript-eslint/no-unused-vars

const byOwn = (scope) => (row) =>
  matches({ ...row, model: scope.filters.model[0] ?? '' }, scope) &&
  (scope.filters.model.length === 0 || !row.models || row.models.some((model) => scope.filters.model.includes(model)));

export const topPrompts = ({ prompts }, scope, limit) => ({
  prompts: prompts
    .filter(byOwn(scope))
    .sort((a, b) => b.costUsd - a.costUsd)
    .slice(0, limit)
    .map(line),
});

const bare = ({ own, day, model, ...session }) => session; // eslint-disable-line @typescript-eslint/no-unused-vars

export const sessionList = ({ sessions }, scope, limit) => ({
  sessions: sessions
    .filter(byOwn(scope))
    .sort((a, b) => b.endedAt.localeCompare(a.endedAt))
    .slice(0, limit)
    .map(bare),
});

export function sessionDetail({ sessions }, id) {
  const session = sessions.find((each) => each.sessionId === id);
  if (!session) return null;
  const { costParts, ...one } = bare(session); // eslint-disable-line @typescript-eslint/no-unused-vars
  return { ...one, prompts: session.own.map(line), promptsLeftOut: 0 };
}

export function subagentStats({ prompts }, scope) {
  const own = prompts.filter(byOwn(scope));
  const share = (prompt) => (prompt.subagents > 0 ? prompt.costUsd * 0.72 : 0);
  const repos = [...grouped(own, (prompt) => prompt.repo)].map(([repo, list]) => {
    const withAgents = list.filter((prompt) => prompt.subagents > 0);
    const mean = (measure) => (withAgents.length === 0 ? 0 : total(withAgents, measure) / withAgents.length);
    return {
      repo,
      prompts: list.length,
      promptsWithSubagents: withAgents.length,
      subagents: total(list, 'subagents'),
      maxDepth: Math.max(0, ...list.map((prompt) => prompt.maxDepth)),
      avgDepth: Math.round(mean('maxDepth') * 100) / 100,
      maxFanout: Math.max(0, ...list.map((prompt) => Math.min(2, prompt.subagents))),
      avgFanout:
        withAgents.length === 0
          ? 0
          : Math.round(
              (withAgents.reduce((sum, prompt) => sum + Math.min(2, prompt.subagents), 0) / withAgents.length) * 100,
            ) / 100,
      subagentCostUsd: money(list.reduce((sum, prompt) => sum + share(prompt), 0)),
    };
  });
  const cost = repos.reduce((sum, repo) => sum + repo.subagentCostUsd, 0);
  const runs = total(repos, 'subagents');
  const kind = (agentType, costShare, runShare, avgDurationMs) => ({
    agentType,
    runs: Math.round(runs * runShare),
    costUsd: money(cost * costShare),
    totalTokens: Math.round(cost * costShare * 600_000),
    avgDurationMs,
  });
  return {
    repos: repos.sort((a, b) => b.subagentCostUsd - a.subagentCostUsd),
    agents:
      runs === 0
        ? []
        : [
            kind('general-purpose', 0.5, 0.28, 312_000),
            kind('Explore', 0.27, 0.52, 74_000),
            kind('code-reviewer', 0.15, 0.12, 121_000),
            kind('Plan', 0.08, 0.08, 98_000),
          ],
  };
}
