// What the panels have to answer, added up naively from the requests that the client sent. It shares no code with the
// path under test: every record is read into memory, and every figure is a plain sum over all of them.
import { createHash } from 'node:crypto';
import zlib from 'node:zlib';
import { readExport } from './protobuf.mjs';

/**
 * Reads requests; what was sent again counts once.
 *
 * @param {{path: string, headers: object, body: Buffer}[]} records
 */
export function readRecords(records) {
  const spans = new Map();
  const events = new Map();
  const points = new Map();
  for (const { path, headers, body } of records) {
    const signal = path.split('/').at(-1);
    const plain = headers['content-encoding'] === 'gzip' ? zlib.gunzipSync(body) : body;
    const isJson = headers['content-type'].startsWith('application/json');
    const request = isJson ? JSON.parse(plain) : readExport(signal, plain);
    if (signal === 'traces') {
      for (const { resourceOf, record } of each(request, 'resourceSpans', 'scopeSpans', 'spans')) {
        spans.set(`${record.traceId} ${record.spanId}`, { ...record, attributes: attributes(record, resourceOf) });
      }
    } else if (signal === 'logs') {
      for (const { resourceOf, record } of each(request, 'resourceLogs', 'scopeLogs', 'logRecords')) {
        const a = attributes(record, resourceOf);
        const id = [a['session.id'], a['event.timestamp'], a['event.sequence'], a['event.name']].join(' ');
        events.set(id, { ...record, attributes: a, name: a['event.name'] });
      }
    } else {
      const metrics = [...each(request, 'resourceMetrics', 'scopeMetrics', 'metrics')].flatMap(
        ({ resourceOf, record }) =>
          record.sum.dataPoints.map((point) => ({
            ...point,
            name: record.name,
            attributes: attributes(point, resourceOf),
          })),
      );
      points.set(createHash('sha256').update(plain).digest('hex'), metrics);
    }
  }
  return { spans: [...spans.values()], events: [...events.values()], points: [...points.values()].flat() };
}

/** All figures. Money is in micro-USD. */
export function figures({ spans, events, points }) {
  const named = (name) => events.filter((event) => event.name === name);
  const requests = named('api_request');
  const decisions = named('tool_decision');
  const results = named('tool_result');
  const prompts = [...group(events, (event) => event.attributes['prompt.id'])]
    .filter(([promptId]) => promptId)
    .map(([promptId, own]) => promptFigures(promptId, own, spans));
  const sessions = events.filter((event) => ['user_prompt', 'api_request'].includes(event.name));
  const metric = (name, type, scale = 1) =>
    points
      .filter((point) => point.name === `claude_code.${name}` && (!type || point.attributes.type === type))
      .reduce((sum, point) => sum + Math.round((point.asDouble ?? point.asInt) * scale), 0);

  return {
    spans: spans.length,
    events: events.length,
    points: points.length,
    sessions: new Set(sessions.map((event) => event.attributes['session.id'])).size,
    ...ledger(requests),
    apiErrors: named('api_error').length,
    toolCalls: results.length,
    toolFailures: results.filter((event) => event.attributes.success === 'false').length,
    accepts: decisions.filter(isAccept).length,
    rejects: decisions.filter((event) => !isAccept(event)).length,
    prompts: named('user_prompt').length,
    linesAdded: metric('lines_of_code.count', 'added'),
    linesRemoved: metric('lines_of_code.count', 'removed'),
    commits: metric('commit.count'),
    pullRequests: metric('pull_request.count'),
    activeMs: metric('active_time.total', undefined, 1000),
    byDay: sums(requests, (event) => event.attributes['event.timestamp'].slice(0, 10)),
    byModel: sums(requests, (event) => event.attributes.model),
    byTool: accepted(decisions, (event) => event.attributes.tool_name),
    bySource: accepted(decisions, (event) => event.attributes.source),
    byAgentType: agentTypes(prompts),
    promptLines: prompts,
    subagents: prompts.reduce((sum, prompt) => sum + prompt.subagents, 0),
    maxDepth: Math.max(0, ...prompts.map((prompt) => prompt.maxDepth)),
    maxFanout: Math.max(0, ...prompts.map((prompt) => prompt.maxFanout)),
    subagentCostMicros: prompts.reduce((sum, prompt) => sum + prompt.subagentCostMicros, 0),
  };
}

function promptFigures(promptId, events, spans) {
  const requests = events.filter((event) => event.name === 'api_request');
  const traceIds = new Set(events.map((event) => event.traceId).filter((id) => id && !/^0*$/.test(id)));
  const agents = [...group(events, (event) => event.attributes.agent_id)]
    .filter(([agentId]) => agentId)
    .map(([agentId, own]) => {
      const completed = own.find((event) => event.name === 'subagent_completed');
      return {
        agentId,
        type: completed?.attributes.agent_type,
        durationMs: number(completed?.attributes.duration_ms),
        parent: own.map((event) => event.attributes.parent_agent_id).find(Boolean),
        ...ledger(own.filter((event) => event.name === 'api_request')),
      };
    });
  const depth = (agent) => (agent ? 1 + depth(agents.find((other) => other.agentId === agent.parent)) : 0);
  const children = [...group(agents, (agent) => agent.parent).values()];
  return {
    promptId,
    sessionId: events[0].attributes['session.id'],
    traceIds: [...traceIds],
    ...ledger(requests),
    toolCalls: events.filter((event) => event.name === 'tool_result').length,
    rejects: events.filter((event) => event.name === 'tool_decision' && !isAccept(event)).length,
    models: [...new Set(requests.map((event) => event.attributes.model))].sort(),
    agents,
    subagents: agents.length,
    maxDepth: Math.max(0, ...agents.map(depth)),
    maxFanout: Math.max(0, ...children.map((siblings) => siblings.length)),
    subagentCostMicros: agents.reduce((sum, agent) => sum + agent.costMicros, 0),
    tree: treeFigures(
      spans.filter((span) => traceIds.has(span.traceId)),
      events,
    ),
  };
}

function treeFigures(spans, events) {
  const by = (name, key, value) =>
    new Map(
      events.filter((event) => event.name === name).map((event) => [event.attributes[key], event.attributes[value]]),
    );
  const costs = by('api_request', 'request_id', 'cost_usd_micros');
  const decisions = by('tool_decision', 'tool_use_id', 'decision');
  const known = new Set(spans.map((span) => span.spanId));
  const named = (name) => spans.filter((span) => span.name === `claude_code.${name}`);
  return {
    llmRequests: named('llm_request').length,
    toolCalls: named('tool.execution').length,
    subagents: new Set(spans.map((span) => span.attributes.agent_id).filter(Boolean)).size,
    blockedMs: named('tool.blocked_on_user')
      .filter((span) => span.attributes.source?.startsWith('user_'))
      .reduce((sum, span) => sum + number(span.attributes.duration_ms), 0),
    orphans: spans.filter((span) => span.parentSpanId && !known.has(span.parentSpanId)).length,
    parents: new Map(spans.map((span) => [span.spanId, span.parentSpanId || null])),
    costs: new Map(named('llm_request').map((span) => [span.spanId, costs.get(span.attributes.request_id) ?? null])),
    decisions: new Map(named('tool').map((span) => [span.spanId, decisions.get(span.attributes.tool_use_id) ?? null])),
  };
}

function agentTypes(prompts) {
  const agents = prompts.flatMap((prompt) => prompt.agents);
  return new Map(
    [...group(agents, (agent) => agent.type)].map(([type, own]) => [
      type,
      {
        runs: own.length,
        costMicros: own.reduce((sum, agent) => sum + agent.costMicros, 0),
        totalTokens: own.reduce((sum, agent) => sum + agent.totalTokens, 0),
        avgDurationMs: Math.round(own.reduce((sum, agent) => sum + agent.durationMs, 0) / own.length),
      },
    ]),
  );
}

/** Cost and tokens of api_request events. */
function ledger(requests) {
  const sum = (key) => requests.reduce((total, event) => total + number(event.attributes[key]), 0);
  const tokens = {
    inputTokens: sum('input_tokens'),
    outputTokens: sum('output_tokens'),
    cacheReadTokens: sum('cache_read_tokens'),
    cacheCreationTokens: sum('cache_creation_tokens'),
  };
  return {
    apiRequests: requests.length,
    costMicros: sum('cost_usd_micros'),
    ...tokens,
    totalTokens: Object.values(tokens).reduce((a, b) => a + b, 0),
  };
}

function sums(requests, key) {
  return new Map([...group(requests, key)].map(([name, own]) => [name, ledger(own).costMicros]));
}

function accepted(decisions, key) {
  return new Map(
    [...group(decisions, key)].map(([name, own]) => {
      const accepts = own.filter(isAccept).length;
      return [name, { accepts, rejects: own.length - accepts }];
    }),
  );
}

const isAccept = (event) => event.attributes.decision === 'accept';
const number = (value) => Number(value ?? 0);

function group(items, key) {
  const groups = new Map();
  for (const item of items) groups.set(key(item), [...(groups.get(key(item)) ?? []), item]);
  return groups;
}

function* each(request, ofResource, ofScope, records) {
  for (const one of request[ofResource] ?? []) {
    const resourceOf = one.resource?.attributes ?? [];
    for (const scope of one[ofScope] ?? []) for (const record of scope[records] ?? []) yield { resourceOf, record };
  }
}

/** The record's own win over the resource's. */
function attributes(record, resourceOf) {
  const result = {};
  for (const { key, value } of [...resourceOf, ...(record.attributes ?? [])]) {
    [result[key]] = Object.values(value);
  }
  return result;
}
