import assert from 'node:assert/strict';
import { test } from 'node:test';
import zlib from 'node:zlib';
import { rows, unzip } from './person-rows.mjs';

test('rows: quoted commas, quotes and line breaks', () => {
  assert.deepEqual(rows('a,b\r\n1,"x, ""y""\r\nz"\r\n,2\r\n'), [
    { a: '1', b: 'x, "y"\r\nz' },
    { a: '', b: '2' },
  ]);
  assert.deepEqual(rows('a,b\r\n'), []);
});

test('unzip: a deflated file by its table of contents', () => {
  const data = zlib.deflateRawSync('a,b\r\n1,2\r\n');
  const name = Buffer.from('spans.csv');
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(name.length, 26);
  const central = Buffer.alloc(46);
  central.writeUInt32LE(0x02014b50, 0);
  central.writeUInt16LE(8, 10);
  central.writeUInt32LE(data.length, 20);
  central.writeUInt16LE(name.length, 28);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(local.length + name.length + data.length, 16);
  const zip = Buffer.concat([local, name, data, central, name, end]);

  assert.deepEqual(unzip(zip), [{ name: 'spans.csv', text: 'a,b\r\n1,2\r\n' }]);
  assert.throws(() => unzip(zip.subarray(0, -22)), /table of contents/);
});
