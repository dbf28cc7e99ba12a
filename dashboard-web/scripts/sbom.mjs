// The packages that the pages are built of, as CycloneDX, from the lock file: target/npm-bom.json. Without time and number of
// the run, so that the same lock file makes the same list.
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';

const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
const done = spawnSync(npm, ['sbom', '--package-lock-only', '--sbom-format', 'cyclonedx', '--omit', 'dev'], {
  encoding: 'utf8',
  maxBuffer: 64 << 20,
  shell: process.platform === 'win32',
});
if (done.status !== 0) {
  console.error(done.error?.message ?? done.stderr);
  process.exit(1);
}
const bom = JSON.parse(done.stdout);
delete bom.serialNumber;
delete bom.metadata.timestamp;
mkdirSync('target', { recursive: true });
writeFileSync('target/npm-bom.json', `${JSON.stringify(bom, null, 2)}\n`);
