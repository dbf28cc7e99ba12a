// Finds the real Claude Code client, or installs it from npm into a cache that outlives the checkout.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

export const VERSION = '2.1.330';

const PACKAGE = '@anthropic-ai/claude-code';

/** Why the client cannot be had on this machine. That is no failure: the tests that need it are skipped. */
export class NoClient extends Error {}

/** @returns {string} the path of the client's executable */
export function installClient() {
  if (!works('git')) throw new NoClient('git is missing');
  const cache = process.env.METRIC_AI_CACHE ?? path.join(os.homedir(), '.cache', 'metric-ai');
  const folder = path.join(cache, 'claude-code', VERSION);
  const client = find(folder);
  if (client) return client;
  if (!works('npm')) throw new NoClient('npm is missing');

  // Installed beside its place and then moved there, so that a broken download is never taken for a client.
  let fresh;
  try {
    fs.mkdirSync(path.dirname(folder), { recursive: true });
    fresh = fs.mkdtempSync(`${folder}-`);
    fs.writeFileSync(path.join(fresh, 'package.json'), '{"private":true}\n');
    const npm = spawnSync(
      'npm',
      ['install', '--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error', `${PACKAGE}@${VERSION}`],
      { cwd: fresh, encoding: 'utf8', stdio: ['ignore', 'ignore', 'pipe'], timeout: 180_000 },
    );
    if (npm.status !== 0) throw new NoClient(`npm could not install ${PACKAGE}@${VERSION}: ${firstLine(npm.stderr)}`);
    if (!find(fresh))
      throw new NoClient(`${PACKAGE}@${VERSION} has no executable for ${process.platform} ${process.arch}`);
    fs.rmSync(folder, { recursive: true, force: true });
    fs.renameSync(fresh, folder);
    return find(folder);
  } catch (error) {
    if (fresh) fs.rmSync(fresh, { recursive: true, force: true });
    throw error instanceof NoClient
      ? error
      : new NoClient(`the client cannot be stored in ${cache}: ${error.code ?? error.message}`);
  }
}

/** The executable lies in the platform's own package; what the main package has is a stand-in until its script ran. */
function find(folder) {
  const scope = path.join(folder, 'node_modules', '@anthropic-ai');
  const platform = `claude-code-${process.platform}-${process.arch}`;
  return [`${platform}/claude`, `${platform}-musl/claude`]
    .map((file) => path.join(scope, file))
    .find((file) => fs.existsSync(file) && works(file));
}

function works(command) {
  return spawnSync(command, ['--version'], { stdio: 'ignore', timeout: 30_000 }).status === 0;
}

function firstLine(text) {
  return text?.split('\n').find((line) => line.trim() !== '') ?? 'no answer in time';
}
