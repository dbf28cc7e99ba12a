// The real client while metric-ai dies and comes back: each batch that was answered 200 must be there once, each other one
// once or not at all.
import { randomBytes } from 'node:crypto';
import { readRecords } from './expected.mjs';
import { personRows } from './person-rows.mjs';
import { runClient } from './run-client.mjs';
import { scenarios } from './scenarios.mjs';
import { startModelApi } from './stub-model-api.mjs';
import { startTee } from './tee.mjs';

const SESSIONS = ['tools', 'edits', 'subagent', 'resume', 'subagent-nested'];
const LEAST_KILLS = 6;
const MOST_SESSIONS = 60;
const BETWEEN_KILLS_MS = 6_000;
const PATIENCE_MS = 60_000;

/** What answers while metric-ai is away: nobody, or a balancer in front of it, with 503. */
export const OUTAGES = ['nobody', 'a balancer'];

/**
 * Sessions of the client, one after the other, while all of metric-ai is killed with -9 again and again.
 *
 * @param {object} instance of metric-ai.mjs
 * @param {string} outage of OUTAGES
 * @returns {Promise<string>} what was seen; rejects with what differs
 */
export async function runFlapping(client, instance, outage) {
  const id = `flapping-${randomBytes(3).toString('hex')}`;
  const who = { user: `${id}@example.com`, repo: `example/${id}` };
  const model = await startModelApi();
  const tee = await startTee(instance.ingest, { answersWhenAway: outage === 'a balancer' });
  const killing = killAgainAndAgain(instance);
  try {
    let sessions = 0;
    while (sessions < SESSIONS.length || (killing.kills() < LEAST_KILLS && sessions < MOST_SESSIONS)) {
      await runClient({
        client,
        scenario: scenarios[SESSIONS[sessions++ % SESSIONS.length]],
        protocol: 'http/json',
        modelUrl: model.url,
        otlpUrl: tee.url,
        token: instance.token,
        resource: { ...who, 'team.id': 'client-test' },
      });
    }
    const kills = await killing.stop();
    const batches = batchesOf(tee.records);
    const rows = await settled(instance, batches, who.user);
    const count = (fate) => batches.filter((batch) => batch.fate === fate).length;
    const again = batches.filter(({ attempts }) => attempts > 1).length;
    const stored = `${rows.spans.length} spans and ${rows.events.length} events`;
    return (
      `${kills} kills, ${sessions} sessions; ${batches.length} batches, ${again} of them sent again; ` +
      `${count('acknowledged')} answered 200, all there once (${stored}); ` +
      `${count('lost')} given up by the client; ${count('unknown')} broken off, each there once or not at all`
    );
  } finally {
    await killing.stop();
    await Promise.all([model.close(), tee.close()]);
  }
}

function killAgainAndAgain(instance) {
  let kills = 0;
  let wake;
  let going = true;
  const stopped = new Promise((resolve) => (wake = resolve));
  const done = (async () => {
    while (going) {
      await Promise.race([stopped, new Promise((resolve) => setTimeout(resolve, BETWEEN_KILLS_MS))]);
      if (!going) return;
      kills++;
      await instance.killAndAwait();
    }
  })();
  return {
    kills: () => kills,
    stop: async () => {
      going = false;
      wake();
      await done;
      return kills;
    },
  };
}

/**
 * Requests with the same bytes are one batch.
 *
 * acknowledged: answered 200 at last. unknown: reached ingest, and no answer came. lost: every answer said "again", or nobody
 * was there.
 *
 * @param {{path: string, headers: object, body: Buffer, status: number|string}[]} requests of tee.mjs
 */
export function batchesOf(requests) {
  const batches = new Map();
  for (const request of requests) {
    const key = `${request.path} ${request.body.toString('latin1')}`;
    const statuses = batches.get(key)?.statuses ?? [];
    batches.set(key, { request, statuses: [...statuses, request.status] });
  }
  return [...batches.values()].map(({ request, statuses }) => ({
    request,
    attempts: statuses.length,
    fate: statuses.includes(200) ? 'acknowledged' : statuses.some(isUnknown) ? 'unknown' : 'lost',
  }));
}

const isUnknown = (status) => typeof status !== 'number' && status !== 'ECONNREFUSED';

async function settled(instance, batches, user) {
  for (const end = Date.now() + PATIENCE_MS; ;) {
    const rows = await personRows(instance, user).catch((error) => ({ error }));
    const problems = rows.error ? [rows.error.message] : differences(batches, rows);
    if (problems.length === 0) return rows;
    if (Date.now() > end) throw new Error(`${problems.length} differences\n${problems.slice(0, 10).join('\n')}`);
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

/** In words: what is missing, there in part, there twice, or from nowhere. */
export function differences(batches, rows) {
  const problems = [];
  const stored = new Map();
  const store = (key) => stored.set(key, (stored.get(key) ?? 0) + 1);
  for (const row of rows.spans) store(`span ${row.trace_id} ${row.span_id}`);
  for (const row of rows.events) store(`event ${row.session_id} ${row.time_ms} ${row.sequence} ${row.name}`);
  const metrics = [];
  for (const { request, fate } of batches) {
    const { spans, events, points } = readRecords([request]);
    const keys = [
      ...spans.map((span) => `span ${span.traceId} ${span.spanId}`),
      ...events.map(({ name, timeUnixNano, attributes: a }) => {
        const ms = BigInt(timeUnixNano) / 1_000_000n;
        return `event ${a['session.id']} ${ms} ${a['event.sequence']} ${name}`;
      }),
    ];
    const there = keys.filter((key) => stored.has(key)).length;
    if (there !== keys.length && (there > 0 || fate === 'acknowledged'))
      problems.push(`${there} of ${keys.length} records of a batch that was ${fate} (${request.path})`);
    for (const key of keys) if (stored.get(key) > 1) problems.push(`${key} is there ${stored.get(key)} times`);
    for (const key of keys) stored.delete(key);
    if (points.length > 0) metrics.push({ micros: micros(points), sure: fate === 'acknowledged' });
  }
  for (const key of stored.keys()) problems.push(`${key} is in no batch`);
  const found = rows.metric_ai_metrics.reduce((sum, row) => sum + Number(row.cost_micros), 0);
  if (!sums(metrics).has(found)) problems.push(`${found} micro-USD of metrics, which no choice of batches adds up to`);
  return problems;
}

const micros = (points) =>
  points
    .filter(({ name }) => name === 'claude_code.cost.usage')
    .reduce((sum, { asDouble }) => sum + Math.round(asDouble * 1e6), 0);

/** What the sure ones add up to, with any of the others. */
function sums(metrics) {
  let possible = new Set([metrics.filter(({ sure }) => sure).reduce((sum, one) => sum + one.micros, 0)]);
  for (const { micros: more } of metrics.filter(({ sure, micros: value }) => !sure && value > 0))
    possible = new Set([...possible, ...[...possible].map((sum) => sum + more)]);
  return possible;
}
