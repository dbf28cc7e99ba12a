// Starts metric-ai as a person does, on a data directory and ports of its own.
import { execFile, spawn } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const COMMAND = fileURLToPath(new URL('../metric-ai', import.meta.url));
const START_MS = 15 * 60_000; // the first time it builds
const STOP_MS = 20_000;
const TOKEN_MS = 20_000;

/**
 * @param {string[]} [options] further ones of `up`, such as --demo
 * @returns an instance: { ingest, dashboard, token, jwt, org, close }
 */
export async function startMetricAi(options = []) {
  const data = fs.mkdtempSync(path.join(os.tmpdir(), 'metric-ai-data-'));
  const [ingestPort, dashboardPort] = await freePorts(2);
  const up = spawn(
    COMMAND,
    ['up', '--data', data, '--ingest-port', `${ingestPort}`, '--dashboard-port', `${dashboardPort}`, ...options],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  const ended = new Promise((resolve) => up.once('close', resolve));
  const remove = () => fs.rmSync(data, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  const kill = () => up.kill('SIGKILL');
  const abandon = () => kill() && remove();
  process.once('exit', abandon);
  const close = async () => {
    up.kill('SIGTERM');
    const hurry = setTimeout(kill, STOP_MS);
    await ended;
    clearTimeout(hurry);
    process.off('exit', abandon);
    remove();
  };
  try {
    await running(up, ended);
    const [token, jwt] = await Promise.all([
      print('token', 'create', '--label', 'client-test', '--data', data),
      print('access-token', '--data', data),
    ]);
    const ingest = `http://127.0.0.1:${ingestPort}`;
    await accepted(ingest, token);
    const dashboard = `http://127.0.0.1:${dashboardPort}`;
    /** Makes a further org, as an operator does: the same instance for its senders and its admin. */
    const org = async (id) => {
      const admin = `admin@${id}.example`;
      await print('org', 'create', '--id', id, '--name', `Org ${id}`, '--admin', admin, '--data', data);
      const [token, jwt] = await Promise.all([
        print('token', 'create', '--label', 'client-test', '--org', id, '--data', data),
        print('access-token', '--email', admin, '--data', data),
      ]);
      await accepted(ingest, token);
      return { ingest, dashboard, token, jwt };
    };
    return { ingest, dashboard, token, jwt, org, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function running(up, ended) {
  let output = '';
  let timer;
  const ready = new Promise((resolve) => {
    const watch = (data) => {
      output += data;
      if (output.includes('metric-ai is running.')) resolve('ready');
    };
    up.stdout.on('data', watch);
    up.stderr.on('data', watch);
  });
  const late = new Promise((resolve) => (timer = setTimeout(resolve, START_MS, 'late')));
  const what = await Promise.race([ready, late, ended]);
  clearTimeout(timer);
  if (what !== 'ready') throw new Error(`metric-ai did not start: ${output.trim().split('\n').slice(-5).join(' | ')}`);
}

/** What a command of metric-ai prints. */
async function print(...args) {
  return (await promisify(execFile)(COMMAND, args)).stdout.trim();
}

/** A new token takes some seconds to be known. */
async function accepted(ingest, token) {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  let status;
  for (const end = Date.now() + TOKEN_MS; Date.now() < end;) {
    ({ status } = await fetch(`${ingest}/v1/logs`, { method: 'POST', headers, body: '{}' }));
    if (status === 200) return;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  throw new Error(`ingest answers ${status} to a new token`);
}

async function freePorts(count) {
  const servers = await Promise.all(
    Array.from({ length: count }, () => {
      const server = net.createServer();
      return new Promise((resolve, reject) =>
        server.once('error', reject).listen(0, '127.0.0.1', () => resolve(server)),
      );
    }),
  );
  const ports = servers.map((server) => server.address().port);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}
