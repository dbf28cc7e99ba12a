// Asks the dashboard API for one user's figures and holds them against those that were expected.

const PATIENCE_MS = 10_000;
const PAUSE_MS = 250;

/**
 * Asks again until all is equal, for at most ten seconds.
 *
 * @param {{dashboard: string, jwt: string}} instance
 * @param {object} expected of expected.mjs
 * @param {{user: string, repo: string}} who whose figures they are
 * @param {number} since when the client ended, in ms since the epoch
 * @returns {Promise<{differences: string[], compared: number, seconds: number}>} seconds: from then to equal answers
 */
export async function compareUntilEqual(instance, expected, who, since) {
  const wanted = new Map(Object.entries(wantedFigures(expected, who)));
  for (;;) {
    const asked = Date.now();
    const found = new Map(Object.entries(await foundFigures(instance, expected, who)));
    const differences = [...new Set([...wanted.keys(), ...found.keys()])]
      .filter((name) => wanted.get(name) !== found.get(name))
      .map((name) => `${name}: sent ${wanted.get(name) ?? 'nothing'}, answered ${found.get(name) ?? 'nothing'}`);
    const seconds = (Date.now() - since) / 1000;
    if (differences.length === 0 || asked - since > PATIENCE_MS) return { differences, compared: wanted.size, seconds };
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
}

/** One name per figure, so that a difference can be told by it. */
function wantedFigures(e, who) {
  const all = {};
  all['cost-trend total micros'] = e.costMicros;
  for (const [day, micros] of e.byDay) if (micros) all[`cost-trend ${day} micros`] = micros;
  for (const [model, micros] of e.byModel) all[`cost-trend ${model} micros`] = micros;

  decisions(all, 'tool-decisions', e);
  for (const [tool, counts] of e.byTool) decisions(all, `tool-decisions ${tool}`, counts);
  for (const [source, counts] of e.bySource) decisions(all, `tool-decisions by ${source}`, counts);

  all['cache-hit input tokens'] = e.inputTokens;
  all['cache-hit read tokens'] = e.cacheReadTokens;
  all['cache-hit creation tokens'] = e.cacheCreationTokens;
  all['cache-hit ratio'] = ratio(e.cacheReadTokens, e.inputTokens + e.cacheReadTokens + e.cacheCreationTokens);

  for (const name of ROLLUP) all[`rollups ${name}`] = e[name];

  for (const prompt of e.promptLines) {
    const name = `top-prompts ${prompt.promptId}`;
    promptLine(all, name, { ...prompt, models: prompt.models.join(' '), user: who.user, repo: who.repo });
    const tree = `spans/tree ${prompt.promptId}`;
    treeTotals(all, tree, { ...prompt, ...prompt.tree, user: who.user, repo: who.repo });
    all[`${tree} spans`] = prompt.tree.parents.size;
    for (const [span, parent] of prompt.tree.parents) all[`${tree} parent of ${span}`] = parent;
    for (const [span, micros] of prompt.tree.costs) all[`${tree} micros of ${span}`] = micros;
    for (const [span, decision] of prompt.tree.decisions) all[`${tree} decision on ${span}`] = decision;
  }
  all['top-prompts prompts'] = e.promptLines.length;

  const withSubagents = e.promptLines.filter((prompt) => prompt.subagents > 0);
  subagents(all, who.repo, {
    prompts: e.promptLines.length,
    promptsWithSubagents: withSubagents.length,
    subagents: e.subagents,
    maxDepth: e.maxDepth,
    avgDepth: mean(withSubagents.map((prompt) => prompt.maxDepth)),
    maxFanout: e.maxFanout,
    avgFanout: mean(withSubagents.map((prompt) => prompt.maxFanout)),
    costMicros: e.subagentCostMicros,
  });
  for (const [type, agent] of e.byAgentType) agents(all, type, agent);
  return all;
}

async function foundFigures(instance, expected, who) {
  const get = (panel, parameters) => ask(instance, panel, parameters);
  const days = [...expected.byDay.keys()].sort();
  const range = days.length ? { from: days[0], to: days.at(-1) } : {};
  const filters = { ...range, user: who.user };
  const [costs, tools, cache, rollups, prompts, stats] = await Promise.all([
    get('cost-trend', filters),
    get('tool-decisions', filters),
    get('cache-hit', filters),
    get('rollups', filters),
    get('top-prompts', { ...filters, limit: 1000 }),
    get('subagent-stats', filters),
  ]);

  const all = {};
  all['cost-trend total micros'] = micros(costs.totalUsd);
  for (const { day, costUsd } of costs.days) if (costUsd) all[`cost-trend ${day} micros`] = micros(costUsd);
  for (const { model, costUsd } of costs.byModel) all[`cost-trend ${model} micros`] = micros(costUsd);

  decisions(all, 'tool-decisions', tools.total);
  for (const tool of tools.tools) decisions(all, `tool-decisions ${tool.tool}`, tool);
  for (const source of tools.sources) decisions(all, `tool-decisions by ${source.source}`, source);

  all['cache-hit input tokens'] = cache.total.inputTokens;
  all['cache-hit read tokens'] = cache.total.cacheReadTokens;
  all['cache-hit creation tokens'] = cache.total.cacheCreationTokens;
  all['cache-hit ratio'] = cache.total.hitRatio && Number(cache.total.hitRatio.toFixed(6));

  const [row = {}] = rollups.rows;
  const total = { ...row, costMicros: micros(row.costUsd), activeMs: Math.round((row.activeSeconds ?? 0) * 1000) };
  for (const name of ROLLUP) all[`rollups ${name}`] = total[name];

  for (const line of prompts.prompts) {
    const models = [...line.models].sort().join(' ');
    promptLine(all, `top-prompts ${line.promptId}`, { ...line, models, costMicros: micros(line.costUsd) });
    treeFigures(all, `spans/tree ${line.promptId}`, await get('spans/tree', { promptId: line.promptId }));
  }
  all['top-prompts prompts'] = prompts.prompts.length;

  for (const repo of stats.repos) subagents(all, repo.repo, { ...repo, costMicros: micros(repo.subagentCostUsd) });
  for (const agent of stats.agents) agents(all, agent.agentType, { ...agent, costMicros: micros(agent.costUsd) });
  return all;
}

const ROLLUP = [
  'costMicros',
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
  'activeMs',
];

function decisions(all, name, { accepts, rejects }) {
  all[`${name} accepts`] = accepts;
  all[`${name} rejects`] = rejects;
}

function promptLine(all, name, line) {
  const keys = [
    'sessionId',
    'user',
    'repo',
    'costMicros',
    'totalTokens',
    'apiRequests',
    'toolCalls',
    'rejects',
    'subagents',
    'maxDepth',
  ];
  for (const key of [...keys, 'models']) all[`${name} ${key}`] = line[key];
}

function treeTotals(all, name, tree) {
  const tokens = ['inputTokens', 'outputTokens', 'cacheReadTokens', 'cacheCreationTokens'];
  const counts = ['llmRequests', 'toolCalls', 'subagents', 'maxDepth', 'blockedMs', 'orphans'];
  for (const key of ['sessionId', 'user', 'repo', 'costMicros', ...tokens, ...counts])
    all[`${name} ${key}`] = tree[key];
}

function treeFigures(all, name, tree) {
  treeTotals(all, name, { ...tree, ...tree.totals, costMicros: micros(tree.totals?.costUsd) });
  const nodes = (tree.nodes ?? []).filter((node) => node.spanId);
  all[`${name} spans`] = nodes.length;
  for (const node of nodes) {
    all[`${name} parent of ${node.spanId}`] = node.parentSpanId;
    if (node.kind === 'llm_request') all[`${name} micros of ${node.spanId}`] = micros(node.costUsd);
    if (node.kind === 'tool') all[`${name} decision on ${node.spanId}`] = node.decision;
  }
}

function subagents(all, repo, stats) {
  const counts = ['prompts', 'promptsWithSubagents', 'subagents', 'maxDepth', 'maxFanout', 'avgDepth', 'avgFanout'];
  for (const key of [...counts, 'costMicros']) all[`subagent-stats ${repo} ${key}`] = stats[key];
}

function agents(all, type, agent) {
  const keys = ['runs', 'costMicros', 'totalTokens', 'avgDurationMs'];
  for (const key of keys) all[`subagent-stats ${type} ${key}`] = agent[key];
}

async function ask({ dashboard, jwt }, panel, parameters) {
  const response = await fetch(`${dashboard}/api/${panel}?${new URLSearchParams(parameters)}`, {
    headers: { 'cf-access-jwt-assertion': jwt },
  });
  // A prompt may be listed before its tree can be had; the difference says so if that stays.
  if (response.status === 404) return {};
  if (!response.ok)
    throw new Error(`/api/${panel} answers ${response.status}: ${(await response.text()).slice(0, 200)}`);
  return response.json();
}

const micros = (usd) => (usd === null || usd === undefined ? usd : Math.round(usd * 1e6));
const ratio = (part, whole) => (whole === 0 ? null : Number((part / whole).toFixed(6)));
const mean = (values) => (values.length ? values.reduce((a, b) => a + b, 0) / values.length : 0);
