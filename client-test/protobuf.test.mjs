import assert from 'node:assert/strict';
import fs from 'node:fs';
import test from 'node:test';
import { readExport } from './protobuf.mjs';

const CAPTURES = new URL('../contract/otlp/protobuf/', import.meta.url);
const BODIES = fs.readdirSync(CAPTURES).filter((file) => file.endsWith('.bin'));
const read = (file) => readExport(/-(\w+)\.bin/.exec(file)[1], fs.readFileSync(new URL(file, CAPTURES)));
const records = (signal, ofResource, ofScope, name) =>
  BODIES.filter((file) => file.includes(signal)).flatMap((file) =>
    read(file)[ofResource].flatMap((one) => one[ofScope].flatMap((scope) => scope[name])),
  );

test('protobuf: every captured span has its ids, name, times and attributes', () => {
  const spans = records('traces', 'resourceSpans', 'scopeSpans', 'spans');
  assert.ok(spans.length > 10);
  for (const span of spans) {
    assert.match(span.traceId, /^[0-9a-f]{32}$/);
    assert.match(span.spanId, /^[0-9a-f]{16}$/);
    assert.match(span.name, /^claude_code\./);
    assert.ok(BigInt(span.endTimeUnixNano) >= BigInt(span.startTimeUnixNano));
    assert.ok(span.attributes.some(({ key, value }) => key === 'session.id' && value.stringValue.length === 36));
  }
});

test('protobuf: every captured log record has its name, and its numbers are numbers', () => {
  const events = records('logs', 'resourceLogs', 'scopeLogs', 'logRecords');
  assert.ok(events.length > 10);
  for (const event of events) {
    const value = (name) => event.attributes.find(({ key }) => key === name)?.value;
    assert.equal(event.body.stringValue, `claude_code.${value('event.name').stringValue}`);
    assert.ok(Number.isInteger(value('event.sequence').intValue));
  }
});

test('protobuf: every captured metric is a sum of deltas with values', () => {
  const metrics = records('metrics', 'resourceMetrics', 'scopeMetrics', 'metrics');
  assert.ok(metrics.length > 2);
  for (const { sum } of metrics) {
    assert.equal(sum.aggregationTemporality, 1);
    for (const point of sum.dataPoints) assert.ok(Number.isFinite(point.asDouble));
  }
});

test('protobuf: a span made by hand', () => {
  const value = field(2, field(1, 'x'));
  const number = Buffer.concat([field(1, 'n'), field(2, Buffer.from([0x18, ...Array(9).fill(0xff), 0x01]))]);
  const span = Buffer.concat([
    field(1, Buffer.alloc(16, 0xab)),
    field(5, 'claude_code.tool'),
    field(9, Buffer.concat([field(1, 'k'), value])),
    field(9, number),
    field(90, 'of a later version'),
  ]);
  const body = field(1, field(2, field(2, span)));
  const [{ scopeSpans }] = readExport('traces', body).resourceSpans;
  assert.deepEqual(scopeSpans[0].spans, [
    {
      traceId: 'ab'.repeat(16),
      name: 'claude_code.tool',
      attributes: [
        { key: 'k', value: { stringValue: 'x' } },
        { key: 'n', value: { intValue: -1 } },
      ],
    },
  ]);
});

test('protobuf: what ends too early is refused', () => {
  const body = fs.readFileSync(new URL(BODIES[0], CAPTURES));
  assert.throws(() => readExport('metrics', body.subarray(0, body.length - 3)), /ends too early/);
});

/** A field of wire type 2. */
function field(number, content) {
  const bytes = Buffer.from(content);
  return Buffer.concat([varint((number << 3) | 2), varint(bytes.length), bytes]);
}

function varint(value) {
  return value < 0x80
    ? Buffer.from([value])
    : Buffer.concat([Buffer.from([(value & 0x7f) | 0x80]), varint(value >>> 7)]);
}
