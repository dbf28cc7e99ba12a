// Every row that metric-ai has of one person, by the export that admins use: a zip of CSV files.
import zlib from 'node:zlib';

const END_OF_DIRECTORY = 0x06054b50;
const DEFLATED = 8;

/**
 * @param {{dashboard: string, jwt: string}} instance
 * @returns {Promise<Record<string, object[]>>} by table: a row's values by column, all of them text
 */
export async function personRows({ dashboard, jwt }, user) {
  const answer = await fetch(`${dashboard}/api/admin/people/export?user=${encodeURIComponent(user)}`, {
    headers: { authorization: `Bearer ${jwt}` },
  });
  if (!answer.ok) throw new Error(`the export of ${user} was answered ${answer.status}`);
  const files = unzip(Buffer.from(await answer.arrayBuffer()));
  const tables = files.filter(({ name }) => name.endsWith('.csv'));
  return Object.fromEntries(tables.map(({ name, text }) => [name.slice(0, -'.csv'.length), rows(text)]));
}

/** Reads the table of contents at its end; one that broke off has none. */
export function unzip(zip) {
  const end = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end < 0 || zip.readUInt32LE(end) !== END_OF_DIRECTORY) throw new Error('the zip has no table of contents');
  const files = [];
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
    const [method, size] = [zip.readUInt16LE(at + 10), zip.readUInt32LE(at + 20)];
    const [nameLength, extra, comment] = [28, 30, 32].map((offset) => zip.readUInt16LE(at + offset));
    const name = zip.toString('utf8', at + 46, at + 46 + nameLength);
    const header = zip.readUInt32LE(at + 42);
    const start = header + 30 + zip.readUInt16LE(header + 26) + zip.readUInt16LE(header + 28);
    const data = zip.subarray(start, start + size);
    files.push({ name, text: (method === DEFLATED ? zlib.inflateRawSync(data) : data).toString('utf8') });
    at += 46 + nameLength + extra + comment;
  }
  return files;
}

/** RFC 4180, the first line being the columns' names. */
export function rows(csv) {
  const lines = [[]];
  for (const [, quoted, plain, end] of csv.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/g)) {
    lines.at(-1).push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end === '\r\n') lines.push([]);
    if (end === '') break;
  }
  const [columns, ...values] = lines;
  return values
    .filter((line) => line.length === columns.length)
    .map((line) => Object.fromEntries(columns.map((column, i) => [column, line[i]])));
}
