// Runs the scenarios, each as its own user, and prints what came of them; see README.md.
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import { run as runTests } from 'node:test';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { compareUntilEqual } from './compare.mjs';
import { figures, readRecords } from './expected.mjs';
import { OUTAGES, runFlapping } from './flapping.mjs';
import { installClient, NoClient, VERSION } from './install-client.mjs';
import { startMetricAi } from './metric-ai.mjs';
import { writeReport } from './report.mjs';
import { runClient } from './run-client.mjs';
import { scenarios } from './scenarios.mjs';
import { startModelApi } from './stub-model-api.mjs';
import { startTee } from './tee.mjs';

const HELP = `usage: client-test/run [--all] [--flapping] [--scenario NAME]... [--protocol json|protobuf]
                       [--ingest URL --dashboard URL --token T --jwt J]

--all        all scenarios with both protocols; by default all with JSON, and two of them with protobuf too
--flapping   only sessions during which all of metric-ai is killed again and again
--scenario   only this one: ${Object.keys(scenarios).join(', ')}
--ingest     and its companions: a metric-ai that runs already, instead of a new one`;

const JSON_RUNS = ['tools', 'edits', 'subagent', 'subagent-nested', 'errors', 'resume'];
const PROTOBUF_RUNS = ['tools', 'subagent-nested'];
const REPORT = fileURLToPath(new URL('target/browser-reports/client.xml', import.meta.url));

async function main() {
  const options = parseOptions();
  const runs = plan(options);
  const cases = await unitChecks();
  cases.forEach(tell);
  const add = (one) => {
    cases.push(one);
    tell(one);
  };
  const rest = (outcome) => runs.forEach((run) => add({ name: nameOf(run), seconds: 0, ...outcome }));

  let instance;
  try {
    const client = installClient();
    instance = options.ingest ? given(options) : await startMetricAi();
    if (options.flapping) {
      for (const who of OUTAGES)
        add(await timed(`kills, ${who} answers meanwhile`, () => runFlapping(client, instance, who)));
    }
    for (const run of runs) add(await timed(nameOf(run), () => runScenario(run, client, instance)));
    if (instance.org && !options.scenario && !options.flapping) add(await timed('two orgs at once', () => runTwoOrgs(client, instance)));
  } catch (error) {
    if (error instanceof NoClient) rest({ skipped: `Claude Code ${VERSION} is not to be had: ${error.message}` });
    else rest({ failure: `not run: ${error.message}` });
  } finally {
    await instance?.close();
  }

  writeReport(REPORT, cases);
  const failed = cases.filter((one) => one.failure !== undefined).length;
  const skipped = cases.filter((one) => one.skipped !== undefined).length;
  console.log(`${cases.length - failed - skipped} passed, ${failed} failed, ${skipped} skipped`);
  return failed === 0 ? 0 : 1;
}

/** One scenario from its first prompt to equal answers. Resolves to what was seen, and throws what differs. */
async function runScenario({ name, protocol }, client, instance) {
  const id = `${name}-${protocol}-${randomBytes(3).toString('hex')}`;
  const { seen } = await send({ name, protocol }, client, instance, `${id}@example.com`, `example/${id}`);
  return seen;
}

/** Two orgs at once, in which the same person works on a repo of the same name: each sees its own and nothing more. */
async function runTwoOrgs(client, instance) {
  const id = randomBytes(3).toString('hex');
  const orgs = [await instance.org(`red-${id}`), await instance.org(`blue-${id}`)];
  const names = ['tools', 'subagent'];
  const sent = await Promise.all(
    orgs.map((org, i) => send({ name: names[i], protocol: 'json' }, client, org, 'same@example.com', 'example/same')),
  );
  for (const [i, org] of orgs.entries()) {
    const headers = { authorization: `Bearer ${org.jwt}` };
    for (const { promptId } of sent[1 - i].expected.promptLines) {
      const { status } = await fetch(`${org.dashboard}/api/spans/tree?promptId=${promptId}`, { headers });
      if (status !== 404) throw new Error(`${status} instead of 404 to the tree of a prompt of the other org`);
    }
  }
  return sent.map(({ seen }) => seen).join(' | ');
}

/** Runs the client and compares; resolves to { expected, seen }. */
async function send({ name, protocol }, client, instance, user, repo) {
  const scenario = scenarios[name];
  const who = { user, repo };
  const model = await startModelApi();
  const tee = await startTee(instance.ingest);
  try {
    const { problems, end } = await runClient({
      client,
      scenario,
      protocol: `http/${protocol}`,
      modelUrl: model.url,
      otlpUrl: tee.url,
      token: instance.token,
      resource: { ...who, 'team.id': 'client-test' },
    });
    problems.push(...sendingProblems(tee.records, protocol));
    if (problems.length > 0) throw new Error(problems.join('\n'));
    const expected = figures(readRecords(tee.records));
    const missing = [...missingFrom(expected, scenario.least), ...unlike(expected, model.served)];
    if (missing.length > 0) throw new Error(missing.join('\n'));
    const { differences, compared, seconds } = await compareUntilEqual(instance, expected, who, end);
    if (differences.length > 0) throw new Error(`${differences.length} differences\n${differences.join('\n')}`);
    const records = `${expected.spans} spans, ${expected.events} events, ${expected.points} points`;
    const decisions = expected.accepts + expected.rejects;
    const sums = `${expected.costMicros} micro-dollars, ${expected.totalTokens} tokens, ${decisions} decisions`;
    const seen = `${records}; ${sums}; 0 differences in ${compared} figures ${seconds.toFixed(1)} s after the client's end`;
    return { expected, seen };
  } finally {
    await Promise.all([model.close(), tee.close()]);
  }
}

function sendingProblems(records, protocol) {
  const type = protocol === 'json' ? 'application/json' : 'application/x-protobuf';
  return records
    .filter(({ status, headers }) => status !== 200 || headers['content-type'] !== type)
    .map(({ method, path, status, headers }) => `${method} ${path} (${headers['content-type']}): answered ${status}`);
}

function missingFrom(expected, least) {
  return Object.entries(least)
    .filter(([name, value]) => !(expected[name] >= value))
    .map(([name, value]) => `the scenario went wrong: ${name} is ${expected[name]}, less than ${value}`);
}

/** What the client reports must be what the model API served: nothing was lost on the way out. */
function unlike(expected, served) {
  return Object.entries(served)
    .filter(([name, value]) => expected[name] !== value)
    .map(([name, value]) => `the client reported ${name} ${expected[name]}, the model API served ${value}`);
}

/** The tests of the parts that need neither a client nor a server. */
async function unitChecks() {
  const here = fileURLToPath(new URL('.', import.meta.url));
  const files = fs.readdirSync(here).filter((file) => file.endsWith('.test.mjs'));
  const cases = [];
  for await (const { type, data } of runTests({ files: files.map((file) => here + file) })) {
    if (type !== 'test:pass' && type !== 'test:fail') continue;
    // Files come as tests too; they matter when they could not be read.
    const isFile = data.name.endsWith('.test.mjs');
    if (isFile && (type === 'test:pass' || data.details.error?.failureType === 'subtestsFailed')) continue;
    const cause = data.details.error?.cause;
    const failure = type === 'test:fail' ? { failure: String(cause?.stack ?? cause ?? data.details.error) } : {};
    cases.push({ name: data.name, seconds: data.details.duration_ms / 1000, ...failure });
  }
  return cases;
}

async function timed(name, body) {
  const start = Date.now();
  const outcome = await body().then(
    (seen) => ({ seen }),
    (error) => ({ failure: error.message }),
  );
  return { name, seconds: (Date.now() - start) / 1000, ...outcome };
}

function tell({ name, seconds, seen, failure, skipped }) {
  const time = `${seconds.toFixed(1)} s`;
  if (failure !== undefined) console.log(`FAILED   ${name} (${time}): ${failure.replaceAll('\n', '\n         ')}`);
  else if (skipped !== undefined) console.log(`skipped: ${name}: ${skipped}`);
  else console.log(`passed   ${name} (${time})${seen ? `: ${seen}` : ''}`);
}

function plan({ all, flapping, scenario, protocol }) {
  if (flapping) return [];
  const protobuf = all || scenario || protocol === 'protobuf' ? JSON_RUNS : PROTOBUF_RUNS;
  const runs = [
    ...(scenario ?? JSON_RUNS).map((name) => ({ name, protocol: 'json' })),
    ...(scenario ?? protobuf).map((name) => ({ name, protocol: 'protobuf' })),
  ];
  return runs.filter((run) => !protocol || run.protocol === protocol);
}

function given({ ingest, dashboard, token, jwt }) {
  return { ingest, dashboard: dashboard.replace(/\/$/, ''), token, jwt, close: async () => {} };
}

function nameOf({ name, protocol }) {
  return `${name} ${protocol}`;
}

function parseOptions() {
  const text = { type: 'string' };
  const flag = { type: 'boolean' };
  const flags = { all: flag, flapping: flag, help: flag };
  const known = { ingest: text, dashboard: text, token: text, jwt: text, protocol: text, ...flags };
  let values;
  try {
    ({ values } = parseArgs({ options: { ...known, scenario: { ...text, multiple: true } } }));
  } catch (error) {
    stop(`${error.message}\n${HELP}`, 2);
  }
  if (values.help) stop(HELP, 0);
  const companions = ['ingest', 'dashboard', 'token', 'jwt'].filter((name) => values[name]);
  if (companions.length % 4 !== 0) stop(`--ingest, --dashboard, --token and --jwt belong together\n${HELP}`, 2);
  const unknown = values.scenario?.find((name) => !scenarios[name]);
  if (unknown) stop(`there is no scenario ${unknown}\n${HELP}`, 2);
  if (values.protocol && !['json', 'protobuf'].includes(values.protocol))
    stop(`--protocol is json or protobuf\n${HELP}`, 2);
  return values;
}

function stop(text, code) {
  console[code === 0 ? 'log' : 'error'](text);
  process.exit(code);
}

for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(130));
process.exit(await main());
