import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { csvFiles } from './csv';
import { crc32, zip } from './zip';

const AT = new Date('2026-11-23T08:42:10Z');
const text = (bytes: Uint8Array, from: number, to: number) => new TextDecoder().decode(bytes.slice(from, to));

describe('zip', () => {
  it('has the checksum that the format asks for', () =>
    expect(crc32(new TextEncoder().encode('123456789'))).toBe(0xcbf43926));

  it('holds each file and finds it from the end', () => {
    const bytes = zip(
      [
        { name: 'a.csv', text: 'x\r\n' },
        { name: 'größe.csv', text: 'ü' },
      ],
      AT,
    );
    const view = new DataView(bytes.buffer);
    const end = bytes.length - 22;
    expect(view.getUint32(end, true)).toBe(0x06054b50);
    expect(view.getUint16(end + 10, true)).toBe(2);
    const index = view.getUint32(end + 16, true);
    expect(view.getUint32(index, true)).toBe(0x02014b50);
    expect(text(bytes, index + 46, index + 51)).toBe('a.csv');
    const second = view.getUint32(index + 51 + 42, true);
    expect(view.getUint32(second, true)).toBe(0x04034b50);
    expect(view.getUint32(second + 18, true)).toBe(2);
    expect(text(bytes, second + 30, second + 30 + 11)).toBe('größe.csv');
  });

  it('is read by the tools of the system', (context) => {
    const folder = mkdtempSync(join(tmpdir(), 'zip-'));
    try {
      const file = join(folder, 'all.zip');
      writeFileSync(file, zip([{ name: 'figures.csv', text: 'a,b\r\n1,2\r\n' }], AT));
      let answer: string;
      try {
        answer = execFileSync('unzip', ['-p', file, 'figures.csv'], { encoding: 'utf8' });
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') context.skip();
        throw error;
      }
      expect(answer).toBe('a,b\r\n1,2\r\n');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('of nothing is an empty archive', () => expect(zip([], AT)).toHaveLength(22));
});

it('tables of the same name become files of different names', () => {
  const table = { name: 'prompts', columns: ['a'], rows: [[1]] };
  expect(csvFiles([table, { ...table, name: 'other' }, table]).map((file) => file.name)).toEqual([
    'prompts.csv',
    'other.csv',
    'prompts-2.csv',
  ]);
});
