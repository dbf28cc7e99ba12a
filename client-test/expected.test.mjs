import assert from 'node:assert/strict';
import fs from 'node:fs';
import test from 'node:test';
import zlib from 'node:zlib';
import { figures, readRecords } from './expected.mjs';

const of = (...scenarios) => figures(readRecords(scenarios.flatMap(capture)));

test('expected: the figures of a session with tools', () => {
  const { spans, events, sessions, prompts, apiRequests, costMicros, totalTokens, byTool, toolFailures } = of('tools');
  assert.deepEqual(
    { spans, events, sessions, prompts, apiRequests },
    { spans: 28, events: 28, sessions: 1, prompts: 1, apiRequests: 7 },
  );
  assert.deepEqual(
    { costMicros, totalTokens, toolFailures },
    { costMicros: 47_785, totalTokens: 113_232, toolFailures: 2 },
  );
  assert.deepEqual(
    byTool,
    new Map([
      ['Bash', { accepts: 3, rejects: 1 }],
      ['Read', { accepts: 3, rejects: 0 }],
    ]),
  );
});

test('expected: the figures of subagents, side by side and one below the other', () => {
  const beside = of('subagent');
  assert.deepEqual([beside.subagents, beside.maxDepth, beside.maxFanout], [3, 1, 3]);
  assert.deepEqual(
    beside.byModel,
    new Map([
      ['claude-sonnet-4-5', 47_303],
      ['claude-haiku-5-5', 421],
    ]),
  );
  assert.deepEqual([...beside.byAgentType.keys()].sort(), ['Explore', 'custom', 'general-purpose']);
  const below = of('subagent-nested');
  assert.deepEqual([below.subagents, below.maxDepth, below.maxFanout], [2, 2, 1]);
});

test('expected: what only metrics know', () => {
  const { linesAdded, linesRemoved, commits, pullRequests, activeMs } = of('edits');
  assert.deepEqual(
    { linesAdded, linesRemoved, commits, pullRequests, activeMs },
    { linesAdded: 7, linesRemoved: 1, commits: 1, pullRequests: 1, activeMs: 1764 },
  );
});

test('expected: a session that was taken up twice is one', () => {
  const { sessions, prompts, costMicros } = of('resume');
  assert.deepEqual({ sessions, prompts, costMicros }, { sessions: 1, prompts: 3, costMicros: 59_491 });
});

test('expected: what is sent again counts once, compressed or not', () => {
  const again = capture('tools').map((record) => ({
    ...record,
    headers: { ...record.headers, 'content-encoding': 'gzip' },
    body: zlib.gzipSync(record.body),
  }));
  assert.deepEqual(figures(readRecords([...again, ...capture('tools')])), of('tools'));
});

// Not the output: its length depends on the length of a path.
test('expected: the same scenario in protobuf has the same sums', () => {
  const tokens = ['inputTokens', 'cacheReadTokens', 'cacheCreationTokens'];
  const names = [
    'spans',
    'events',
    'points',
    'apiRequests',
    'byTool',
    'toolFailures',
    'prompts',
    'sessions',
    ...tokens,
  ];
  const pick = (all) => Object.fromEntries(names.map((name) => [name, all[name]]));
  assert.deepEqual(pick(of('protobuf')), pick(of('tools')));
});

function capture(scenario) {
  const folder = new URL(`../contract/otlp/${scenario}/`, import.meta.url);
  return fs
    .readdirSync(folder)
    .filter((file) => !file.endsWith('.headers.json'))
    .map((file) => {
      const { url, headers } = JSON.parse(fs.readFileSync(new URL(file.replace(/\.\w+$/, '.headers.json'), folder)));
      // The captures hold bodies as they are after decompression.
      return {
        path: url,
        headers: { ...headers, 'content-encoding': undefined },
        body: fs.readFileSync(new URL(file, folder)),
      };
    });
}
