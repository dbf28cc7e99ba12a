import assert from 'node:assert/strict';
import { test } from 'node:test';
import { batchesOf, differences } from './flapping.mjs';

const headers = { 'content-type': 'application/json' };
const body = (json) => Buffer.from(JSON.stringify(json));
const traces = (...ids) =>
  body({ resourceSpans: [{ scopeSpans: [{ spans: ids.map((spanId) => ({ traceId: 'aa', spanId })) }] }] });
const costs = (...usd) =>
  body({
    resourceMetrics: [
      {
        scopeMetrics: [
          { metrics: [{ name: 'claude_code.cost.usage', sum: { dataPoints: usd.map((asDouble) => ({ asDouble })) } }] },
        ],
      },
    ],
  });
const request = (path, content, status) => ({ path: `/v1/${path}`, headers, body: content, status });
const span = (id) => ({ trace_id: 'aa', span_id: id });
const rows = (spans, cost = 0) => ({ spans: spans.map(span), events: [], metric_ai_metrics: [{ cost_micros: `${cost}` }] });

test('a batch that was sent again is one, and what it was answered at last counts', () => {
  const batches = batchesOf([
    request('traces', traces('1'), 503),
    request('traces', traces('1'), 200),
    request('traces', traces('2'), 503),
    request('traces', traces('3'), 'ECONNRESET'),
    request('traces', traces('4'), 'ECONNREFUSED'),
  ]);

  assert.deepEqual(
    batches.map(({ attempts, fate }) => [attempts, fate]),
    [
      [2, 'acknowledged'],
      [1, 'lost'],
      [1, 'unknown'],
      [1, 'lost'],
    ],
  );
});

test('what was answered 200 must be there once; the rest whole or not at all', () => {
  const batches = batchesOf([request('traces', traces('1', '2'), 200), request('traces', traces('3', '4'), 'ECONNRESET')]);

  assert.deepEqual(differences(batches, rows(['1', '2'])), []);
  assert.deepEqual(differences(batches, rows(['1', '2', '3', '4'])), []);
  assert.match(differences(batches, rows(['1'])).join(), /1 of 2 records of a batch that was acknowledged/);
  assert.match(differences(batches, rows(['1', '2', '3'])).join(), /1 of 2 records of a batch that was unknown/);
  assert.match(differences(batches, rows(['1', '2', '2'])).join(), /2 times/);
  assert.match(differences(batches, rows(['1', '2', '9'])).join(), /in no batch/);
});

test('money of metrics: the sure ones, and any choice of the others', () => {
  const batches = batchesOf([request('metrics', costs(0.5), 200), request('metrics', costs(0.25), 'ECONNRESET')]);

  assert.deepEqual(differences(batches, rows([], 500_000)), []);
  assert.deepEqual(differences(batches, rows([], 750_000)), []);
  assert.match(differences(batches, rows([], 250_000)).join(), /250000 micro-USD/);
});
