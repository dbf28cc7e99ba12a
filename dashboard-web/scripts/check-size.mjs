// Fails the build when the JavaScript of a first look outgrows its budget, or what the charts add to it theirs: the overview
// asks for them as soon as its first panel is in view. Other pages, the calendar and what draws pictures come when used.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const BUDGET_KB = 250;
const CHARTS_BUDGET_KB = 180;
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
const charts = Object.keys(manifest).find((key) => key.endsWith('charts/engine.ts'));
if (!overview || !charts) throw new Error('the overview or its charts are not in the manifest');
const files = (keys) => [...new Set([...keys].map((key) => manifest[key].file))].filter((file) => file.endsWith('.js'));

const shell = files(withImports(entry));
const first = files([...withImports(entry), ...withImports(overview)]);
const total = (list) => list.reduce((sum, file) => sum + kb(file), 0);

const later = files(withImports(charts)).filter((file) => !first.includes(file));

const written = (list) => `${total(list).toFixed(1)} KB gzip`;
console.log(
  `shell ${written(shell)}, first look at the overview ${written(first)}, with its charts ${written([...first, ...later])}`,
);
for (const [what, list, budget] of [
  ['First look', first, BUDGET_KB],
  ['What charts add', later, CHARTS_BUDGET_KB],
]) {
  if (total(list) <= budget) continue;
  console.error(`${what} is above ${budget} KB gzip:`);
  for (const file of list) console.error(`  ${kb(file).toFixed(1).padStart(7)}  ${file}`);
  process.exitCode = 1;
}
