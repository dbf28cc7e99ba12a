import { describe, expect, it } from 'vitest';
import { exportFiles, Tables } from './PageTables';

const table = (name: string) => ({ make: () => [{ name, columns: ['a'], rows: [[1]] }] });

describe('the export of a page', () => {
  it('waits for every panel, and not for one that failed', () => {
    const tables = new Tables();
    expect(tables.ready).toBe(false);
    tables.add('1', table('cost'));
    const arrive = tables.add('2', { waits: true });
    expect(tables.ready).toBe(false);
    arrive();
    tables.add('2', { failed: 'Cache hit' });
    expect(tables.ready).toBe(true);
  });
  it('names the panels that are not in it', () => {
    const tables = new Tables();
    tables.add('1', table('cost'));
    expect(exportFiles(tables).map((file) => file.name)).toEqual(['cost.csv']);
    tables.add('2', { failed: 'Cache hit' });
    const files = exportFiles(tables);
    expect(files.map((file) => file.name)).toEqual(['cost.csv', 'not-exported.txt']);
    expect(files[1]?.text).toContain('Cache hit did not load');
  });
  it('is nothing when every panel failed', () => {
    const tables = new Tables();
    tables.add('1', { failed: 'Cache hit' });
    expect(tables.ready).toBe(false);
  });
});
