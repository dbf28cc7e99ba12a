import type { Reporting } from '@/lib/api/me';

export interface SnippetChoice {
  endpoint: string;
  token: string;
  team: string;
  repo: string;
  traces: boolean;
  protobuf: boolean;
}

/** Where a browser that shows this page most likely finds the ingest service. */
export function endpointOf(hostname: string): string {
  const local = hostname === '' || hostname === 'localhost' || hostname === '[::1]';
  return `http://${local ? '127.0.0.1' : hostname}:4318`;
}

/** The env block of Claude Code's settings, in the order in which it is explained. */
export function settings(choice: SnippetChoice): [string, string][] {
  // Attribute values may hold no comma, space or equals sign.
  const clean = (text: string) => text.trim().replace(/[\s,;=]+/g, '-');
  const attributes = [
    choice.team.trim() && `team.id=${clean(choice.team)}`,
    choice.repo.trim() && `repo=${clean(choice.repo)}`,
  ].filter(Boolean);
  const env: [string, string][] = [
    ['CLAUDE_CODE_ENABLE_TELEMETRY', '1'],
    ['OTEL_METRICS_EXPORTER', 'otlp'],
    ['OTEL_LOGS_EXPORTER', 'otlp'],
    ['OTEL_EXPORTER_OTLP_PROTOCOL', choice.protobuf ? 'http/protobuf' : 'http/json'],
    ['OTEL_EXPORTER_OTLP_ENDPOINT', choice.endpoint],
    ['OTEL_EXPORTER_OTLP_HEADERS', `Authorization=Bearer ${choice.token.trim() || '<token>'}`],
  ];
  if (choice.traces) env.push(['CLAUDE_CODE_ENHANCED_TELEMETRY_BETA', '1'], ['OTEL_TRACES_EXPORTER', 'otlp']);
  if (attributes.length > 0) env.push(['OTEL_RESOURCE_ATTRIBUTES', attributes.join(',')]);
  return env;
}

export const asJson = (env: readonly [string, string][]): string =>
  JSON.stringify({ env: Object.fromEntries(env) }, null, 2);

export const asShell = (env: readonly [string, string][]): string =>
  env.map(([name, value]) => `export ${name}='${value.replaceAll("'", `'\\''`)}'`).join('\n');

export interface Check {
  id: string;
  done: boolean;
  title: string;
  why: string;
  at: string | null;
}

const newest = (values: (string | null)[]): string | null =>
  values
    .filter((value) => value !== null)
    .sort()
    .at(-1) ?? null;

/** What has arrived, in the order in which it should. */
export function checks(reporting: Reporting, traces: boolean): Check[] {
  const { users } = reporting;
  const events = newest(users.map((user) => user.logsLastSeen));
  const metrics = newest(users.map((user) => user.metricsLastSeen));
  const spans = newest(users.map((user) => user.tracesLastSeen));
  const known = users.filter((user) => user.user !== 'unknown' && user.user !== '');
  const list: Check[] = [
    {
      id: 'events',
      done: events !== null,
      title: events === null ? 'Waiting for your first event' : 'Events arrive',
      why:
        events === null
          ? 'Checked every 2 s. It comes within 5 s of a prompt.'
          : 'prompts, requests and tool decisions',
      at: events,
    },
    {
      id: 'metrics',
      done: metrics !== null,
      title: metrics === null ? 'Waiting for the first metrics' : 'Metrics arrive',
      why: metrics === null ? 'They follow within 60 s of the start.' : 'cost, tokens, sessions, lines',
      at: metrics,
    },
    {
      id: 'who',
      done: known.length > 0,
      title: known.length > 0 ? 'We know who it is' : 'Waiting for a name',
      why: known.length > 0 ? (known[0]?.user ?? '') : 'from user.email of the first record',
      at: null,
    },
  ];
  if (traces || spans !== null) {
    list.push({
      id: 'traces',
      done: spans !== null,
      title: spans === null ? 'Waiting for the first trace' : 'Traces arrive',
      why:
        spans === null
          ? 'It comes when a turn ends. If it stays here, CLAUDE_CODE_ENHANCED_TELEMETRY_BETA=1 is missing.'
          : 'prompt pages show every step',
      at: spans,
    });
  }
  return list;
}
