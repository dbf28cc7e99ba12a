// npm ci, unless node_modules is that of this lock file already.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

const STAMP = 'node_modules/.lock-stamp';
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`The dashboard needs Node 20.19 or newer; this is ${process.version}.`);
  process.exit(1);
}

const lock = createHash('sha256')
  .update(readFileSync('package-lock.json'))
  .update(`${process.platform} ${process.arch} ${major}`)
  .digest('hex');
if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === lock) {
  console.log('node_modules is up to date');
  process.exit(0);
}
const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
const done = spawnSync(npm, ['ci'], { stdio: 'inherit', shell: process.platform === 'win32' });
if (done.error) console.error(`npm could not be started: ${done.error.message}. Install Node 20 or newer with npm.`);
if (done.status !== 0) process.exit(done.status ?? 1);
writeFileSync(STAMP, lock);
