// The results as an XML report of the kind that Maven's tests write.
import fs from 'node:fs';
import path from 'node:path';

/** @param {{name: string, seconds: number, failure?: string, skipped?: string}[]} cases */
export function writeReport(file, cases) {
  const count = (kind) => cases.filter((one) => one[kind] !== undefined).length;
  const totals = `tests="${cases.length}" failures="${count('failure')}" errors="0" skipped="${count('skipped')}"`;
  const lines = cases.map(({ name, seconds, failure, skipped }) => {
    const head = `    <testcase classname="client-test" name="${escape(name)}" time="${seconds.toFixed(3)}"`;
    if (failure !== undefined) return `${head}>\n      <failure>${escape(failure)}</failure>\n    </testcase>`;
    if (skipped !== undefined) return `${head}>\n      <skipped message="${escape(skipped)}"/>\n    </testcase>`;
    return `${head}/>`;
  });
  const xml = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites ${totals}>`,
    `  <testsuite name="client-test" ${totals}>`,
    ...lines,
    '  </testsuite>',
    '</testsuites>',
    '',
  ];
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, xml.join('\n'));
}

const ENTITIES = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escape(text) {
  return text.replace(/[&<>"]/g, (character) => ENTITIES[character]).replace(/[^\P{Cc}\n\t]/gu, ' ');
}
