// Reads OTLP's protobuf messages into the shape that its JSON has. Written from the published .proto files, of which it
// knows the fields that are compared; it shares nothing with the decoder under test.

const VARINT = 0;
const FIXED64 = 1;
const BYTES = 2;
const FIXED32 = 5;

const text = (value) => value.toString('utf8');
const hex = (value) => value.toString('hex');
const number = (value) => Number(value);
const signed = (value) => Number(BigInt.asIntN(64, value));
const decimal = (value) => value.readBigUInt64LE().toString();
const double = (value) => value.readDoubleLE();
const integer = (value) => Number(value.readBigInt64LE());
const uint32 = (value) => value.readUInt32LE();

/** Fields by number: name, wire type, what to make of the value (a function, or the fields of a message), "many". */
const anyValue = {};
const keyValue = { 1: ['key', BYTES, text], 2: ['value', BYTES, anyValue] };
Object.assign(anyValue, {
  1: ['stringValue', BYTES, text],
  2: ['boolValue', VARINT, (value) => value !== 0n],
  3: ['intValue', VARINT, signed],
  4: ['doubleValue', FIXED64, double],
  5: ['arrayValue', BYTES, { 1: ['values', BYTES, anyValue, 'many'] }],
  6: ['kvlistValue', BYTES, { 1: ['values', BYTES, keyValue, 'many'] }],
  7: ['bytesValue', BYTES, (value) => value.toString('base64')],
});
const resource = { 1: ['attributes', BYTES, keyValue, 'many'] };

const span = {
  1: ['traceId', BYTES, hex],
  2: ['spanId', BYTES, hex],
  4: ['parentSpanId', BYTES, hex],
  5: ['name', BYTES, text],
  7: ['startTimeUnixNano', FIXED64, decimal],
  8: ['endTimeUnixNano', FIXED64, decimal],
  9: ['attributes', BYTES, keyValue, 'many'],
  15: ['status', BYTES, { 2: ['message', BYTES, text], 3: ['code', VARINT, number] }],
  16: ['flags', FIXED32, uint32],
};
const logRecord = {
  1: ['timeUnixNano', FIXED64, decimal],
  5: ['body', BYTES, anyValue],
  6: ['attributes', BYTES, keyValue, 'many'],
  9: ['traceId', BYTES, hex],
  10: ['spanId', BYTES, hex],
};
const point = {
  2: ['startTimeUnixNano', FIXED64, decimal],
  3: ['timeUnixNano', FIXED64, decimal],
  4: ['asDouble', FIXED64, double],
  6: ['asInt', FIXED64, integer],
  7: ['attributes', BYTES, keyValue, 'many'],
};
const metric = {
  1: ['name', BYTES, text],
  7: ['sum', BYTES, { 1: ['dataPoints', BYTES, point, 'many'], 2: ['aggregationTemporality', VARINT, number] }],
};

const request = (ofResource, ofScope, records, fields) => ({
  1: [
    ofResource,
    BYTES,
    { 1: ['resource', BYTES, resource], 2: [ofScope, BYTES, { 2: [records, BYTES, fields, 'many'] }, 'many'] },
    'many',
  ],
});
const requests = {
  traces: request('resourceSpans', 'scopeSpans', 'spans', span),
  logs: request('resourceLogs', 'scopeLogs', 'logRecords', logRecord),
  metrics: request('resourceMetrics', 'scopeMetrics', 'metrics', metric),
};

/**
 * @param {'traces' | 'logs' | 'metrics'} signal
 * @param {Buffer} body
 */
export function readExport(signal, body) {
  return message(body, requests[signal]);
}

function message(buffer, fields) {
  const result = {};
  for (const [name, , , many] of Object.values(fields)) if (many) result[name] = [];
  let at = 0;
  const take = (length) => {
    if (at + length > buffer.length) throw new Error('the message ends too early');
    at += length;
    return buffer.subarray(at - length, at);
  };
  const varint = () => {
    let value = 0n;
    for (let shift = 0n; shift < 70n; shift += 7n) {
      const [byte] = take(1);
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
    throw new Error('a varint has no end');
  };
  const value = (wireType) => {
    if (wireType === VARINT) return varint();
    if (wireType === FIXED64) return take(8);
    if (wireType === FIXED32) return take(4);
    if (wireType === BYTES) return take(Number(varint()));
    throw new Error(`there is no wire type ${wireType}`);
  };

  while (at < buffer.length) {
    const tag = Number(varint());
    const raw = value(tag & 7);
    const field = fields[tag >>> 3];
    if (!field) continue;
    const [name, wireType, reading, many] = field;
    if (wireType !== (tag & 7)) throw new Error(`${name} has wire type ${tag & 7}`);
    const read = typeof reading === 'function' ? reading(raw) : message(raw, reading);
    if (many) result[name].push(read);
    else result[name] = read;
  }
  return result;
}
