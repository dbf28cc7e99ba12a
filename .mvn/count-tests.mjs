// Adds up the test reports written since a moment: names each test that failed, then prints "N passed, N failed, N skipped".
// usage: count-tests.mjs ROOT FILE      (FILE's time is the moment)
import fs from 'node:fs';
import path from 'node:path';

const [root, since] = process.argv.slice(2);
const moment = fs.statSync(since).mtimeMs;
let tests = 0;
let failed = 0;
let skipped = 0;
const broken = [];

// Each <testcase> that holds a <failure> or an <error>; one that passed may end in "/>".
function brokenIn(text) {
  return [...text.matchAll(/<testcase\s([^>]*?)(?:\/>|>(.*?)<\/testcase>)/gs)]
    .filter(([, , inside]) => /<(failure|error)[\s>]/.test(inside ?? ''))
    .map(([, attributes]) => {
      const value = (name) => attributes.match(new RegExp(`(?:^|\\s)${name}="([^"]*)"`))?.[1] ?? '';
      return `${value('classname')}: ${value('name')}`;
    });
}

for (const module of fs.readdirSync(root)) {
  for (const kind of ['surefire-reports', 'failsafe-reports', 'browser-reports']) {
    const folder = path.join(root, module, 'target', kind);
    if (!fs.existsSync(folder)) continue;
    for (const file of fs.readdirSync(folder)) {
      const report = path.join(folder, file);
      if (!file.endsWith('.xml') || file === 'failsafe-summary.xml' || fs.statSync(report).mtimeMs < moment) continue;
      const text = fs.readFileSync(report, 'utf8');
      // A Playwright report has one <testsuites>, a Surefire report one <testsuite>: both with the totals.
      const head = text.match(/<testsuites?\s[^>]*>/s)?.[0] ?? '';
      const count = (name) => Number(head.match(new RegExp(`\\s${name}="(\\d+)"`))?.[1] ?? 0);
      tests += count('tests');
      failed += count('failures') + count('errors');
      skipped += count('skipped');
      broken.push(...brokenIn(text));
    }
  }
}
for (const test of broken) console.log(`failed: ${test}`);
console.log(`${tests - failed - skipped} passed, ${failed} failed, ${skipped} skipped`);
