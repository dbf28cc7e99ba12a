import { reportExport } from './api/exports';

/** A table as data: what CSV and "as table" show. Numbers of a CSV are unformatted. */
export type Cell = string | number | boolean | null;

export interface DataTable {
  /** Without extension. */
  name: string;
  columns: string[];
  rows: Cell[][];
  /** How "as table" writes the cells of a column, where it differs from what is exported. */
  words?: Readonly<Record<string, (cell: Cell) => string>>;
}

/** Columns by name, each read from a row. */
export const tableOf = <Row>(
  name: string,
  rows: readonly Row[],
  columns: Readonly<Record<string, (row: Row) => Cell>>,
): DataTable => ({
  name,
  columns: Object.keys(columns),
  rows: rows.map((row) => Object.values(columns).map((read) => read(row))),
});

/** RFC 4180. Text that a spreadsheet would run as a formula gets an apostrophe in front. */
function field(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return Number.isFinite(cell) ? String(cell) : '';
  let text = String(cell);
  if (/^[=+\-@\t\r]/.test(text)) text = `'${text}`;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

export const toCsv = (table: DataTable): string =>
  [table.columns, ...table.rows].map((row) => row.map(field).join(',')).join('\r\n') + '\r\n';

export function download(name: string, content: Blob): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** With the mark that makes spreadsheets read UTF-8. */
export const csvFile = (table: DataTable): string => `\ufeff${toCsv(table)}`;

export function downloadCsv(table: DataTable): void {
  reportExport(`${table.name}.csv`);
  download(`${table.name}.csv`, new Blob([csvFile(table)], { type: 'text/csv;charset=utf-8' }));
}

/** One file for each table; a second of the same name gets a number. */
export function csvFiles(tables: readonly DataTable[]): { name: string; text: string }[] {
  const used = new Map<string, number>();
  return tables.map((table) => {
    const many = (used.get(table.name) ?? 0) + 1;
    used.set(table.name, many);
    return { name: `${table.name}${many > 1 ? `-${many}` : ''}.csv`, text: csvFile(table) };
  });
}
