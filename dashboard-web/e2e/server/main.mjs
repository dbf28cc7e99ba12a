// Answers /api like the real one, from generated data: for development without services, and for the browser tests.
// The pages are served from the build. A test asks for trouble with the cookie "trouble": see `troubles`.
import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { gzipSync } from 'node:zlib';
import { administration } from './admin.mjs';
import { facts } from './facts.mjs';
import * as panels from './panels.mjs';
import { tree } from './tree.mjs';

const PORT = Number(process.env.PORT ?? 8099);
const NOW = process.env.NOW ? Date.parse(process.env.NOW) : Date.now();
const STATIC = process.env.WEB_OUT_DIR ?? 'target/classes/static';
const BIG = 50_000;

const all = facts(NOW);
const past = panels.history(all);
const admin = administration(NOW, all);
// Of another org: fewer people, other numbers.
const harbour = all.filter((row) => row.team === 'mobile');
const bigTree = { ...past.prompts[0], promptId: 'big', subagents: 4, maxDepth: 2, apiRequests: 9000 };
let big;

const me = (extra) => ({
  email: 'hanna.berg@tideline.dev',
  role: 'admin',
  org: { id: 'tideline', name: 'Tideline' },
  orgs: [{ id: 'tideline', name: 'Tideline', role: 'admin' }],
  lastIngestAt: new Date(NOW - 8_000).toISOString(),
  lastRollupAt: new Date(NOW - 120_000).toISOString(),
  firstDay: all[0].day,
  ...extra,
});

const problem = (status, detail, extra = {}) => ({ status, body: { type: 'about:blank', status, detail, ...extra } });
const ok = (body) => ({ status: 200, body });

/** Who is asking is known; all the rest goes wrong. */
const panelsOnly = (answer) => (path) => (path === '/api/me' ? null : answer);

const NO_FILTERS = { source: [], user: [], team: [], repo: [], model: [] };

const troubles = {
  'panels-401': panelsOnly(problem(401, 'The token has expired.', { loginUrl: '/login?back=here' })),
  'panels-403': panelsOnly(problem(403, 'Viewers may not see this; ask an admin.')),
  'panels-500': panelsOnly(problem(500, 'The answer could not be made.')),
  blank: panelsOnly({ status: 200, text: '' }),
  cut: panelsOnly({ status: 200, text: '{"rows":[{"costUsd":1,' }),
  gone: panelsOnly({ gone: true }),
  // The connection stays open, and nothing comes.
  hang: panelsOnly({ hang: true }),
  'hang-me': () => ({ hang: true }),
  'me-gone': (path) => (path === '/api/me' ? { gone: true } : null),
  'me-malformed': (path) => (path === '/api/me' ? ok(me({ lastIngestAt: 'yesterday' })) : null),
  'tree-malformed': (path) => (path === '/api/spans/tree' ? ok({ promptId: 'p', nodes: [{ depth: 'deep' }] }) : null),
  'sessions-malformed': (path) => {
    if (!path.startsWith('/api/sessions')) return null;
    const { sessions } = panels.sessionList(past, { from: '0000', to: '9999', filters: NO_FILTERS }, 1);
    const wrong = { ...sessions[0], startedAt: 'yesterday' };
    return ok(path === '/api/sessions' ? { sessions: [wrong] } : { ...wrong, prompts: [] });
  },
  'rollup-late': (path) =>
    path === '/api/me' ? ok(me({ lastRollupAt: new Date(NOW - 3 * 3_600_000).toISOString() })) : null,
  'signed-out': () => problem(401, 'No token.', { loginUrl: '/login?back=here' }),
  'no-access': () => problem(403, 'hanna.berg@tideline.dev is no member of an organisation.', { loginUrl: '/login' }),
  down: () => problem(503, 'The store is away.'),
  'one-500': (path) => (path === '/api/cache-hit' ? problem(500, 'The answer could not be made.') : null),
  malformed: (path) => (path === '/api/top-prompts' ? ok({ prompts: [{ promptId: 7 }] }) : null),
  html: (path) => (path === '/api/active-users' ? { status: 200, text: '<html>proxy</html>' } : null),
  late: (path) => (path === '/api/me' ? ok(me({ lastIngestAt: new Date(NOW - 3 * 3_600_000).toISOString() })) : null),
  empty: (path) =>
    path === '/api/me'
      ? ok(me({ lastIngestAt: null, lastRollupAt: null, firstDay: null, ingestUrl: 'http://127.0.0.1:24318' }))
      : path === '/api/reporting'
        ? ok({ users: [], lastIngestAt: null })
        : null,
};

function reporting() {
  const users = [...new Set(all.map((row) => row.user))].sort().map((user, index) => {
    const seen = new Date(NOW - 4_000 - index * index * 61_000).toISOString();
    return {
      user,
      metricsLastSeen: seen,
      logsLastSeen: seen,
      tracesLastSeen: index % 3 === 2 ? null : seen,
      clientVersion: '2.1.330',
    };
  });
  return { users, lastIngestAt: new Date(NOW - 4_000).toISOString() };
}

function spans(url) {
  const id = url.searchParams.get('promptId');
  if (id === 'big') {
    big ??= tree(bigTree, BIG);
    return ok(big);
  }
  const prompt = past.prompts.find((each) => each.promptId === id || each.traceId === url.searchParams.get('traceId'));
  return prompt ? ok(tree(prompt)) : problem(404, 'There is no such prompt.');
}

function answer(url, org) {
  const here = org?.id === 'harbour' ? harbour : all;
  const scope = panels.scopeOf(url, NOW);
  const limit = Number(url.searchParams.get('limit') ?? 20);
  switch (url.pathname) {
    case '/api/reporting':
      return ok(reporting());
    case '/api/cost-series':
      return ok(panels.costSeries(here, scope, url.searchParams.get('by'), url.searchParams.get('step')));
    case '/api/rollups':
      return ok(panels.rollups(here, scope, (url.searchParams.get('groupBy') ?? '').split(',').filter(Boolean)));
    case '/api/cost-trend':
      return ok(panels.costTrend(here, scope, NOW));
    case '/api/cache-hit':
      return ok(panels.cacheHit(here, scope));
    case '/api/tool-decisions':
      return ok(panels.toolDecisions(here, scope));
    case '/api/active-users':
      return ok(panels.activeUsers(here, scope));
    case '/api/top-prompts':
      return ok(panels.topPrompts(past, scope, limit));
    case '/api/subagent-stats':
      return ok(panels.subagentStats(past, scope));
    case '/api/sessions':
      return ok(panels.sessionList(past, scope, limit));
    case '/api/spans/tree':
      return spans(url);
  }
  const session = /^\/api\/sessions\/(.+)$/.exec(url.pathname);
  const found = session && panels.sessionDetail(past, decodeURIComponent(session[1]));
  return found ? ok(found) : problem(404, session ? 'There is no such session.' : 'There is nothing at this address.');
}

const TYPES = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

const cookiesOf = (text = '') => Object.fromEntries(text.split(/;\s*/).map((each) => each.split('=')));

async function bodyOf(request) {
  const parts = [];
  for await (const part of request) parts.push(part);
  const text = Buffer.concat(parts).toString();
  return text === '' ? {} : JSON.parse(text);
}

const server = createServer(async (request, response) => {
  const url = new URL(request.url, 'http://localhost');
  const send = (status, type, body) => {
    response.writeHead(status, {
      'content-type': type,
      'content-encoding': 'gzip',
      'x-request-id': randomUUID(),
      'cache-control': 'no-store',
    });
    response.end(gzipSync(body, { level: 1 }));
  };
  const cookies = cookiesOf(request.headers.cookie);
  // Not of the API: what a test makes happen in its world.
  if (url.pathname === '/fixture/arrive') {
    admin.arrive(cookies, url.searchParams);
    send(200, 'text/plain', '');
    return;
  }
  if (url.pathname === '/fixture/plant') {
    admin.plant(cookies, await bodyOf(request));
    send(200, 'text/plain', '');
    return;
  }
  if (url.pathname.startsWith('/api/')) {
    const troubled = troubles[cookies.trouble]?.(url.pathname);
    const call = { method: request.method, url, headers: request.headers, cookies, body: await bodyOf(request) };
    const said = troubled ?? admin.answer(call);
    const { status, body, text, gone, hang, type, raw } = said.pass ? answer(url, said.org) : said;
    if (hang) return;
    if (gone) response.destroy();
    else if (status === 204) response.writeHead(204).end();
    else {
      const plain = text === undefined ? 'application/json' : 'text/html';
      send(status, type ?? plain, raw ?? text ?? JSON.stringify(body));
    }
    return;
  }
  const wanted = normalize(join(STATIC, url.pathname));
  const file =
    wanted.startsWith(normalize(STATIC)) && extname(wanted) && existsSync(wanted) ? wanted : join(STATIC, 'index.html');
  send(200, TYPES[extname(file)] ?? 'application/octet-stream', readFileSync(file));
});
// A client that is about to use a connection does not lose it.
server.keepAliveTimeout = 300_000;
server.listen(PORT, '127.0.0.1', () => console.log(`fixtures on http://127.0.0.1:${PORT}`));
