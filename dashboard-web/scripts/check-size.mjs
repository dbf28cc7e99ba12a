// Fails the build when the JavaScript of a first load outgrows its budget. Charts and pages come later and are not counted.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const BUDGET_KB = 250;
const out = process.env.WEB_OUT_DIR ?? 'target/classes/static';
const manifest = JSON.parse(readFileSync(join(out, 'manifest.json'), 'utf8'));

const kb = (file) => gzipSync(readFileSync(join(out, file)), { level: 9 }).length / 1024;

/** A chunk and all that it imports at once. */
function withImports(key, seen = new Set()) {
  if (seen.has(key)) return seen;
  seen.add(key);
  for (const next of manifest[key].imports ?? []) withImports(next, seen);
  return seen;
}

const entry = Object.keys(manifest).find((key) => manifest[key].isEntry);
const overview = Object.keys(manifest).find((key) => key.endsWith('pages/OverviewPage.tsx'));
const files = (keys) => [...new Set([...keys].map((key) => manifest[key].file))].filter((file) => file.endsWith('.js'));

const shell = files(withImports(entry));
const first = files([...withImports(entry), ...(overview ? withImports(overview) : [])]);
const total = (list) => list.reduce((sum, file) => sum + kb(file), 0);

console.log(`shell ${total(shell).toFixed(1)} KB gzip, first load of the overview ${total(first).toFixed(1)} KB gzip`);
if (total(first) > BUDGET_KB) {
  console.error(`First load is above ${BUDGET_KB} KB gzip:`);
  for (const file of first) console.error(`  ${kb(file).toFixed(1).padStart(7)}  ${file}`);
  process.exit(1);
}
