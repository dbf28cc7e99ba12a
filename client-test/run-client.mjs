// Runs the prompts of a scenario with the real client, in a home and a repository of its own.
import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promptFor } from './scenarios.mjs';

const TIMEOUT_MS = 60_000;
const EXPORT_EVERY_MS = '1000';

/**
 * Runs them one after the other.
 *
 * @param {object} options
 * @param {string} options.client the executable
 * @param {object} options.scenario of scenarios.mjs
 * @param {string} options.protocol http/json or http/protobuf
 * @param {string} options.modelUrl the model API
 * @param {string} options.otlpUrl where telemetry goes
 * @param {string} options.token for ingest
 * @param {Record<string, string>} options.resource resource attributes
 * @returns {Promise<{problems: string[], end: number}>} end: of the last run, in ms since the epoch
 */
export async function runClient(options) {
  const root = fs.mkdtempSync(path.join(fs.realpathSync(os.tmpdir()), 'metric-ai-client-'));
  try {
    const home = path.join(root, 'home');
    const work = path.join(root, 'work');
    prepare(home, work);
    return await runPrompts(options, work, environment(options, home));
  } finally {
    fs.rmSync(root, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

async function runPrompts({ client, scenario }, work, env) {
  const problems = [];
  let session;
  for (const [i, script] of scenario.prompts.entries()) {
    const how = i > 0 ? scenario.goOn?.[i - 1] : undefined;
    const goOn = how === 'id' ? ['--resume', session] : how === 'latest' ? ['--continue'] : [];
    const args = ['-p', promptFor(script, work), '--output-format', 'json', ...scenario.args, ...goOn];
    const run = await execute(client, args, work, env);
    session = run.result?.session_id ?? session;
    if (!run.result) problems.push(`prompt ${script}: the client ended with ${run.code} and no result: ${run.stderr}`);
    else if (run.code !== 0 && !scenario.mayFail) problems.push(`prompt ${script}: ${run.result.result}`);
  }
  return { problems, end: Date.now() };
}

function execute(client, args, cwd, env) {
  return new Promise((resolve, reject) => {
    const child = spawn(client, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'], timeout: TIMEOUT_MS });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (data) => (stdout += data));
    child.stderr.on('data', (data) => (stderr += data));
    child.once('error', reject);
    child.once('close', (code, signal) => {
      let result;
      try {
        result = JSON.parse(stdout);
      } catch {
        result = undefined;
      }
      resolve({ code: code ?? signal, result, stderr: stderr.trim().slice(0, 500) });
    });
  });
}

function prepare(home, work) {
  const files = {
    [`${home}/.gitconfig`]:
      '[user]\n\tname = A Developer\n\temail = developer@example.com\n[init]\n\tdefaultBranch = main\n',
    [`${home}/bin/gh`]: '#!/bin/sh\necho https://github.com/example/project/pull/1\n',
    [`${home}/tmp/.keep`]: '',
    [`${work}/README.md`]: '# A project\n',
    [`${work}/src/main.py`]: 'print("hello")\n',
  };
  for (const [file, text] of Object.entries(files)) {
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, text);
  }
  fs.chmodSync(`${home}/bin/gh`, 0o755);
  for (const args of [
    ['init', '-q'],
    ['add', '-A'],
    ['commit', '-q', '-m', 'Begin'],
  ]) {
    const git = spawnSync('git', args, { cwd: work, env: { PATH: process.env.PATH, HOME: home }, encoding: 'utf8' });
    if (git.status !== 0) throw new Error(`git ${args[0]} failed: ${git.stderr}`);
  }
}

/** All that the client gets to know: nothing of the caller's environment but the PATH. */
function environment({ modelUrl, otlpUrl, token, protocol, resource }, home) {
  return {
    PATH: `${home}/bin:${process.env.PATH}`,
    HOME: home,
    TMPDIR: `${home}/tmp`,
    CLAUDE_CODE_TMPDIR: `${home}/tmp`,
    LANG: 'C.UTF-8',
    SHELL: '/bin/bash',
    ANTHROPIC_BASE_URL: modelUrl,
    ANTHROPIC_API_KEY: 'sk-ant-not-a-key',
    ANTHROPIC_MODEL: 'claude-sonnet-4-5',
    CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: '1',
    CLAUDE_CODE_MAX_RETRIES: '2',
    DISABLE_AUTOUPDATER: '1',
    CLAUDE_CODE_ENABLE_TELEMETRY: '1',
    CLAUDE_CODE_ENHANCED_TELEMETRY_BETA: '1',
    OTEL_METRICS_EXPORTER: 'otlp',
    OTEL_LOGS_EXPORTER: 'otlp',
    OTEL_TRACES_EXPORTER: 'otlp',
    OTEL_METRIC_EXPORT_INTERVAL: EXPORT_EVERY_MS,
    OTEL_LOGS_EXPORT_INTERVAL: EXPORT_EVERY_MS,
    OTEL_TRACES_EXPORT_INTERVAL: EXPORT_EVERY_MS,
    OTEL_EXPORTER_OTLP_PROTOCOL: protocol,
    OTEL_EXPORTER_OTLP_ENDPOINT: otlpUrl,
    OTEL_EXPORTER_OTLP_HEADERS: `Authorization=Bearer ${token}`,
    OTEL_RESOURCE_ATTRIBUTES: Object.entries(resource)
      .map(([key, value]) => `${key}=${value}`)
      .join(','),
  };
}
