import { type DataTable, tableOf } from '@/lib/csv';
import type { Reporting } from '@/lib/api/me';
import type { Token } from '@/lib/api/tokens';
import { isLive, shortToken } from '@/lib/api/tokens';
import { ago } from '@/lib/days';
import { isNamed } from '@/lib/names';

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

/** What to know about the address; null when there is nothing. */
export function endpointNote(text: string): string | null {
  let url: URL;
  try {
    url = new URL(text.trim());
  } catch {
    return 'That is no address: it looks like https://metrics.company.com:4318.';
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return 'The address begins with http:// or https://.';
  if (/\/v1\/(metrics|logs|traces)\/?$/.test(url.pathname)) {
    return 'Without /v1/…: Claude Code adds that for each signal.';
  }
  const loopback = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(url.hostname);
  return url.protocol === 'http:' && !loopback
    ? 'Over http the token can be read on its way; use https outside of a trusted network.'
    : null;
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
    ['OTEL_EXPORTER_OTLP_ENDPOINT', choice.endpoint.trim()],
    ['OTEL_EXPORTER_OTLP_HEADERS', `Authorization=Bearer ${choice.token.trim() || '<token>'}`],
  ];
  if (choice.traces) env.push(['CLAUDE_CODE_ENHANCED_TELEMETRY_BETA', '1'], ['OTEL_TRACES_EXPORTER', 'otlp']);
  if (attributes.length > 0) env.push(['OTEL_RESOURCE_ATTRIBUTES', attributes.join(',')]);
  return env;
}

export const asJson = (env: readonly [string, string][]): string =>
  JSON.stringify({ env: Object.fromEntries(env) }, null, 2);

const quoted = (value: string): string => `'${value.replaceAll("'", `'\\''`)}'`;

export const asShell = (env: readonly [string, string][]): string =>
  env.map(([name, value]) => `export ${name}=${quoted(value)}`).join('\n');

/** PowerShell doubles a quote inside of quotes, and knows no other escape there. */
export const asPowerShell = (env: readonly [string, string][]): string =>
  env.map(([name, value]) => `$env:${name} = '${value.replaceAll("'", "''")}'`).join('\n');

export type Audience = 'developer' | 'company' | 'shell' | 'powershell';
export type System = 'macos' | 'linux' | 'windows';

/**
 * Where Claude Code reads what a company prescribes (its documentation, "Deploy managed settings"). Nothing that a
 * developer sets overrides it. Beside the file a folder managed-settings.d may hold parts of it, since 2.1.83.
 */
export const MANAGED: Record<System, string> = {
  macos: '/Library/Application Support/ClaudeCode/managed-settings.json',
  linux: '/etc/claude-code/managed-settings.json',
  windows: 'C:\\Program Files\\ClaudeCode\\managed-settings.json',
};

/** The file that the snippet belongs into. */
export function placeOf(audience: Audience, system: System): string {
  switch (audience) {
    case 'developer':
      return '~/.claude/settings.json';
    case 'company':
      return MANAGED[system];
    case 'shell':
      return 'shell profile';
    case 'powershell':
      return '$PROFILE';
  }
}

/** The settings as the audience's place for them spells them. */
export function snippet(audience: Audience, choice: SnippetChoice): string {
  switch (audience) {
    case 'developer':
      return asJson(settings(choice));
    case 'company':
      return asJson(settings({ ...choice, repo: '' }));
    case 'shell':
      return asShell(settings(choice));
    case 'powershell':
      return asPowerShell(settings(choice));
  }
}

/** Sends one empty export of each signal and explains every failure. */
export const doctorLine = (choice: SnippetChoice): string =>
  `./metric-ai doctor --url ${argument(choice.endpoint.trim())} --token ${argument(choice.token.trim() || '<token>')}`;

const argument = (text: string): string => (/^[\w.:/@%+-]+$/.test(text) ? text : quoted(text));

export interface Check {
  id: string;
  done: boolean;
  /** It does not come by waiting: something is to be set. */
  amiss?: boolean;
  title: string;
  why: string;
  at: string | null;
}

const newest = (values: (string | null)[]): string | null =>
  values
    .filter((value) => value !== null)
    .sort()
    .at(-1) ?? null;

const SET_TRACES = 'set CLAUDE_CODE_ENHANCED_TELEMETRY_BETA=1';

/** What has arrived, in the order in which it should. */
export function checks(reporting: Pick<Reporting, 'users' | 'lastIngestAt'>, traces: boolean): Check[] {
  const { users } = reporting;
  const events = newest(users.map((user) => user.logsLastSeen));
  const metrics = newest(users.map((user) => user.metricsLastSeen));
  const spans = newest(users.map((user) => user.tracesLastSeen));
  const known = users.filter((user) => isNamed('user', user.user));
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
    const silent = spans === null && events !== null;
    list.push({
      id: 'traces',
      done: spans !== null,
      amiss: silent,
      title: spans !== null ? 'Traces arrive' : silent ? 'Traces: not enabled' : 'Waiting for the first trace',
      why:
        spans !== null
          ? 'prompt pages show every step'
          : silent
            ? `A trace comes when a turn ends. If none does, ${SET_TRACES} and start Claude Code again.`
            : 'It comes when a turn ends.',
      at: spans,
    });
  }
  return list;
}

/** Whether the pasted token, or the chosen one, has been used. `arrived`: data came, maybe with another. */
export function tokenCheck(token: Token, arrived: boolean): Check {
  const name = shortToken(token.lastFour);
  if (!isLive(token)) {
    return {
      id: 'token',
      done: false,
      amiss: true,
      title: 'This token does not work any more',
      why: `${name} is ${token.state}: choose another, or create one.`,
      at: null,
    };
  }
  return token.lastUsedAt === null
    ? {
        id: 'token',
        done: false,
        title: 'Waiting for the token',
        why: arrived
          ? `Data is arriving. Whether it comes with ${name} is known within a minute.`
          : `Nothing has come with ${name} yet. Its use is known within a minute.`,
        at: null,
      }
    : { id: 'token', done: true, title: 'Token accepted', why: `requests come with ${name}`, at: token.lastUsedAt };
}

/** metrics ✓ 12 s ago, logs ✓ 4 s ago, traces: not enabled, set … */
export function summary(user: Reporting['users'][number], now: number): string {
  const signal = (name: string, at: string | null, missing: string) =>
    at === null ? `${name}: ${missing}` : `${name} ✓ ${ago(at, now)}`;
  return [
    signal('metrics', user.metricsLastSeen, 'none yet'),
    signal('logs', user.logsLastSeen, 'none yet'),
    signal('traces', user.tracesLastSeen, `not enabled, ${SET_TRACES}`),
  ].join(', ');
}

/** Which known token the pasted text is, by its last four characters. */
export const recognised = (tokens: readonly Token[], text: string): Token | undefined => {
  const clean = text.trim();
  if (!/^mai_.{8,}/.test(clean)) return undefined;
  const matching = tokens.filter((token) => clean.endsWith(token.lastFour));
  return matching.find(isLive) ?? matching[0];
};

export const reportingTable = (users: Reporting['users']): DataTable =>
  tableOf('who-reports', users, {
    user: (user) => user.user,
    logs_last_seen_at: (user) => user.logsLastSeen,
    metrics_last_seen_at: (user) => user.metricsLastSeen,
    traces_last_seen_at: (user) => user.tracesLastSeen,
    client_version: (user) => user.clientVersion,
  });
