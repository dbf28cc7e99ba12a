import fs from 'node:fs';
import path from 'node:path';

const CONTRACT = path.join(import.meta.dirname, '../../contract/otlp');

export interface Capture {
  url: string;
  headers: Record<string, string>;
  body: string;
}

/**
 * The JSON exports of a scenario as the client sent them, moved in time so that the first was received now: days that
 * are closed take nothing any more.
 */
export function captures(scenario: string): Capture[] {
  const folder = path.join(CONTRACT, scenario);
  const files = fs.readdirSync(folder).filter((file) => file.endsWith('.headers.json'));
  let shift: number | undefined;
  return files.sort().map((file) => {
    const meta = JSON.parse(fs.readFileSync(path.join(folder, file), 'utf8')) as {
      url: string;
      receivedAtMs: number;
      headers: Record<string, string>;
    };
    shift ??= Date.now() - meta.receivedAtMs;
    const body = fs.readFileSync(path.join(folder, file.replace('.headers.json', '.json')), 'utf8');
    return { url: meta.url, headers: { 'content-type': meta.headers['content-type'] ?? '' }, body: moved(body, shift) };
  });
}

function moved(body: string, ms: number): string {
  return body
    .replace(/"(\d{19})"/g, (_, nanos: string) => `"${BigInt(nanos) + BigInt(ms) * 1_000_000n}"`)
    .replace(
      /"(\d{4}-\d\d-\d\dT[\d:.]+Z)"/g,
      (_, time: string) => `"${new Date(Date.parse(time) + ms).toISOString()}"`,
    );
}

/** The money of the api_request events in exports, in micro-USD: the ledger, summed with nothing of ours. */
export function costMicros(all: readonly Capture[]): number {
  let micros = 0;
  for (const { url, body } of all) {
    if (url !== '/v1/logs') continue;
    const { resourceLogs } = JSON.parse(body) as {
      resourceLogs: {
        scopeLogs: { logRecords: { attributes: { key: string; value: { intValue?: unknown } }[] }[] }[];
      }[];
    };
    for (const { attributes } of resourceLogs.flatMap((each) => each.scopeLogs).flatMap((each) => each.logRecords)) {
      micros += Number(attributes.find(({ key }) => key === 'cost_usd_micros')?.value.intValue ?? 0);
    }
  }
  return micros;
}
