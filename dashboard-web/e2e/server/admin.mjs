// The administration of orgs, in memory, as docs/api.md has it: roles, versions, problem documents, the audit log.
// Each test has a world of its own, named by the cookie "world"; the cookie "as" says who asks.
import { createHash, randomBytes, randomUUID } from 'node:crypto';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const WHO = {
  admin: { email: 'hanna.berg@tideline.dev', orgs: ['tideline'] },
  second: { email: 'oleg.kovalenko@tideline.dev', orgs: ['tideline'] },
  viewer: { email: 'mira.okafor@tideline.dev', orgs: ['tideline'] },
  both: { email: 'hanna.berg@tideline.dev', orgs: ['tideline', 'harbour'] },
  ops: { email: 'night.watch@example.net', orgs: ['operations'] },
};

class Problem extends Error {
  constructor(status, detail, extra = {}) {
    super(detail);
    this.answer = { status, body: { type: 'about:blank', status, detail, ...extra } };
  }
}

const bad = (parameter, detail) => new Problem(400, detail, { parameter });
const missing = () => new Problem(404, 'There is no such thing in this organisation.');
const stale = () => new Problem(409, 'Somebody else changed this meanwhile: load it again.');
const answered = (status, body) => ({ status, body });

const hex = (text, length) => createHash('sha256').update(text).digest('hex').slice(0, length);
export const pseudonymOf = (user) => `p-${hex(`tideline ${user}`, 10)}`;

/** Unknown fields are refused, needed ones asked for. */
function fields(body, known, needed = []) {
  for (const name of Object.keys(body)) {
    if (!known.includes(name)) throw bad(name, `${name} is no field here: leave it out.`);
  }
  for (const name of needed) {
    if (body[name] === undefined) throw bad(name, `${name} is missing.`);
  }
}

function line(name, value, most = 200, empty = false) {
  if (typeof value !== 'string') throw bad(name, `${name} is text.`);
  const text = value.trim();
  if (text === '' && !empty) throw bad(name, `${name} is empty: write 1 to ${most} characters`);
  if (text.length > most) throw bad(name, `${name} has ${text.length} characters: write at most ${most}`);
  if (/[<>\p{Cc}]/u.test(text)) {
    throw bad(name, `${name} is one line of plain text: leave out <, > and control characters`);
  }
  return text;
}

function rate(name, value) {
  if (value === null || value === undefined) return null;
  if (!Number.isInteger(value) || value < 1) throw bad(name, `${name} is a whole number of 1 or more; null for none`);
  return value;
}

function address(name, value) {
  const text = String(value).trim().toLowerCase();
  if (!/^[a-z0-9.!#$&'*+=?^_`{|}~-]+@[a-z0-9-]+(\.[a-z0-9-]+)*$/.test(text) || text.length > 254) {
    throw bad(name, `${name} is not an e-mail address: write it as name@example.com`);
  }
  return text;
}

function roleOf(value) {
  if (value !== 'viewer' && value !== 'admin') throw bad('role', 'role is viewer or admin');
  return value;
}

class Org {
  constructor(id, name, now) {
    this.id = id;
    this.now = now;
    this.createdAt = new Date(now - 82 * DAY).toISOString();
    this.settings = {
      name,
      domains: [{ domain: `${id}.dev`, role: 'viewer' }],
      pseudonymous: false,
      teamFloor: 0,
      requestsPerSecond: null,
      bytesPerSecond: null,
      version: 1,
    };
    this.members = [];
    this.tokens = [];
    this.audit = [];
    this.erasures = [];
    this.people = [];
  }

  at(agoMs) {
    return new Date(this.now - agoMs).toISOString();
  }

  member(email, role, agoMs = 80 * DAY, seenMs = HOUR, invitedBy = 'hanna.berg@tideline.dev') {
    this.members.push({
      email,
      role,
      invitedBy,
      createdAt: this.at(agoMs),
      lastSeenAt: seenMs === null ? null : this.at(seenMs),
      version: 1,
    });
  }

  token(label, extra = {}) {
    const token = {
      id: `tok-${this.id}-${this.tokens.length + 1}`,
      label,
      lastFour: hex(`${this.id} ${label} ${this.tokens.length}`, 4),
      state: 'active',
      team: '',
      repo: '',
      createdBy: 'hanna.berg@tideline.dev',
      createdAt: this.at(0),
      expiresAt: null,
      revokedAt: null,
      replacedBy: null,
      lastUsedAt: null,
      requests: 0,
      bytes: 0,
      limited: 0,
      refused: 0,
      requestsPerSecond: null,
      bytesPerSecond: null,
      version: 1,
      ...extra,
    };
    this.tokens.push(token);
    return token;
  }

  write(who, action, subject, detail = '', outcome = 'done') {
    const id = this.audit.length + 1;
    this.audit.unshift({
      id,
      at: this.at(-id * 1000),
      actor: who,
      action,
      subject,
      outcome,
      detail,
      ip: '192.0.2.17',
      userAgent: 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/148.0 Safari/537.36',
    });
  }

  findToken(id) {
    const token = this.tokens.find((each) => each.id === id);
    if (!token) throw missing();
    return token;
  }

  findMember(email) {
    const member = this.members.find((each) => each.email === email);
    if (!member) throw missing();
    return member;
  }

  /** The last admin stays one. */
  keepAdmin(member) {
    if (member.role === 'admin' && this.members.filter((each) => each.role === 'admin').length === 1) {
      throw new Problem(409, `${member.email} is the last admin: make somebody else an admin first.`);
    }
  }
}

function world(now, facts) {
  const tideline = new Org('tideline', 'Tideline', now);
  tideline.member('hanna.berg@tideline.dev', 'admin', 82 * DAY, 60_000, 'cli');
  tideline.member('oleg.kovalenko@tideline.dev', 'admin', 80 * DAY, 3 * HOUR);
  tideline.member('mira.okafor@tideline.dev', 'viewer', 79 * DAY, 26 * HOUR);
  tideline.member('jun.takeda@tideline.dev', 'viewer', 79 * DAY, 4 * DAY, 'domain:tideline.dev');
  tideline.member('priya.nair@tideline.dev', 'viewer', 12 * DAY, null);
  const used = (lastMs, requests, bytes, extra = {}) => ({
    lastUsedAt: lastMs === null ? null : tideline.at(lastMs),
    requests,
    bytes,
    ...extra,
  });
  tideline.token('payments laptops', {
    team: 'payments',
    createdAt: tideline.at(82 * DAY),
    ...used(4000, 41208, 186e6),
    lastFour: 'w9Zf',
  });
  tideline.token('platform laptops', {
    team: 'platform',
    createdAt: tideline.at(82 * DAY),
    ...used(31000, 28917, 131e6),
    lastFour: 'h2Qe',
  });
  tideline.token('storefront laptops', {
    team: 'storefront',
    createdBy: 'oleg.kovalenko@tideline.dev',
    createdAt: tideline.at(75 * DAY),
    ...used(12000, 33540, 149e6),
    lastFour: 'Vb71',
  });
  tideline.token('mobile laptops', {
    team: 'mobile',
    state: 'rotating',
    createdAt: tideline.at(75 * DAY),
    expiresAt: tideline.at(-18 * HOUR),
    replacedBy: 'tok-tideline-5',
    ...used(180_000, 1102, 5.1e6),
    lastFour: 'x0Lr',
  });
  tideline.token('mobile laptops', {
    team: 'mobile',
    createdAt: tideline.at(DAY),
    ...used(9000, 19476, 88e6),
    lastFour: 'p8Tn',
  });
  tideline.token('CI, nightly reviews', {
    team: 'platform',
    state: 'expiring',
    createdBy: 'oleg.kovalenko@tideline.dev',
    createdAt: tideline.at(40 * DAY),
    expiresAt: tideline.at(-6.2 * DAY),
    ...used(6.5 * HOUR, 864, 3.9e6),
    lastFour: '3mKd',
  });
  tideline.token('trial: data team', {
    state: 'revoked',
    createdBy: 'oleg.kovalenko@tideline.dev',
    createdAt: tideline.at(22 * DAY),
    revokedAt: tideline.at(14 * DAY),
    ...used(15 * DAY, 0, 0),
    lastFour: 'Yc5s',
  });
  const people = new Map();
  for (const row of facts) {
    const known = people.get(row.user) ?? { firstDay: row.day, lastDay: row.day, sessions: 0, costUsd: 0 };
    known.lastDay = row.day;
    known.sessions += row.sessions;
    known.costUsd += row.costUsd;
    people.set(row.user, known);
  }
  tideline.people = [...people].map(([user, each]) => ({
    user,
    pseudonym: pseudonymOf(user),
    ...each,
    costUsd: Math.round(each.costUsd * 1e6) / 1e6,
  }));
  for (let index = 0; index < 130; index++) {
    const user = tideline.people[index % tideline.people.length].user;
    tideline.audit.unshift({
      id: index + 1,
      at: tideline.at((130 - index) * 5 * HOUR),
      actor: user,
      action: index % 9 === 4 ? 'export' : 'sign-in',
      subject: index % 9 === 4 ? 'cost-per-day.csv' : '',
      outcome: 'done',
      detail: '',
      ip: `192.0.2.${(index * 7) % 250}`,
      userAgent: 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Gecko/20100101 Firefox/151.0',
    });
  }
  tideline.audit.unshift({
    id: 131,
    at: tideline.at(2 * HOUR),
    actor: 'mira.okafor@tideline.dev',
    action: 'denied',
    subject: '/api/admin/tokens',
    outcome: 'denied',
    detail: 'needs the role admin',
    ip: '192.0.2.40',
    userAgent: 'curl/8.14.1',
  });
  const harbour = new Org('harbour', 'Harbour Freight', now);
  harbour.settings.pseudonymous = true;
  harbour.member('hanna.berg@tideline.dev', 'admin', 30 * DAY, HOUR, 'cli');
  harbour.member('lea.roux@harbour.dev', 'admin', 30 * DAY, 2 * DAY, 'cli');
  harbour.token('harbour laptops', { ...used(3 * HOUR, 310, 1.2e6), limited: 42, lastFour: 'Hb9x' });
  const installation = new Org('', '', now);
  installation.write('nobody@elsewhere.example', 'denied', '/api/me', 'a member of no organisation', 'denied');
  return {
    now,
    orgs: { tideline, harbour },
    installation,
    deadLetters: deadLetters(tideline),
    reporting: null,
  };
}

/** The newest first. */
function deadLetters(org) {
  const letter = (id, reason, detail, exception, agoMs, extra = {}) => ({
    id,
    org: org.id,
    tokenId: 'tok-tideline-1',
    signal: 'logs',
    reason,
    detail,
    exception,
    attempts: 4,
    bytes: 18_204,
    receivedAt: org.at(agoMs + 900),
    deadAt: org.at(agoMs),
    state: 'waiting',
    asked: null,
    replayOf: null,
    ...extra,
  });
  const bug = 'java.lang.IllegalStateException';
  return [
    letter(5, 'not_interpretable', `not interpretable: ${bug}`, bug, 20 * 60_000),
    letter(4, 'not_interpretable', `not interpretable: ${bug}`, bug, 25 * 60_000, { signal: 'metrics', bytes: 2_210 }),
    letter(3, 'not_decodable', 'not decodable: the JSON ends at byte 18204', 'java.io.EOFException', 3 * DAY),
    letter(2, 'not_decodable', 'not decodable: not gzip', 'java.util.zip.ZipException', 4 * DAY, {
      state: 'discarded',
    }),
    letter(1, 'not_published_by_ingest', 'not published by ingest: header org-id is missing', bug, 9 * DAY, {
      org: '',
      tokenId: '',
      signal: '',
      receivedAt: null,
      state: 'gone',
    }),
  ];
}

const state = (token, now) =>
  token.revokedAt !== null
    ? 'revoked'
    : token.expiresAt !== null && Date.parse(token.expiresAt) <= now
      ? 'expired'
      : token.replacedBy !== null
        ? 'rotating'
        : token.expiresAt !== null && Date.parse(token.expiresAt) - now < 7 * DAY
          ? 'expiring'
          : 'active';

function expiry(value, now) {
  if (value === null || value === undefined) return null;
  const time = typeof value === 'string' ? Date.parse(value) : NaN;
  if (Number.isNaN(time)) throw bad('expiresAt', 'expiresAt is an instant as 2026-11-01T00:00:00Z, or null for never');
  if (time <= now) throw bad('expiresAt', 'expiresAt is in the past: choose a later one');
  return new Date(time).toISOString();
}

const TOKEN_FIELDS = ['label', 'expiresAt', 'team', 'repo', 'requestsPerSecond', 'bytesPerSecond'];

const terms = (body, now) => ({
  label: line('label', body.label),
  expiresAt: expiry(body.expiresAt, now),
  team: line('team', body.team ?? '', 200, true),
  repo: line('repo', body.repo ?? '', 200, true),
  requestsPerSecond: rate('requestsPerSecond', body.requestsPerSecond),
  bytesPerSecond: rate('bytesPerSecond', body.bytesPerSecond),
});

const secretOf = (token) => {
  const secret = `mai_${randomBytes(24).toString('base64url')}`;
  token.lastFour = secret.slice(-4);
  return secret;
};

/** A zip of one stored file, so that what is saved can be opened. */
function zip(name, text) {
  const data = Buffer.from(text);
  let crc = ~0;
  for (const byte of data) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  crc = ~crc >>> 0;
  const title = Buffer.from(name);
  const head = Buffer.alloc(30);
  head.writeUInt32LE(0x04034b50, 0);
  head.writeUInt16LE(20, 4);
  head.writeUInt32LE(crc, 14);
  head.writeUInt32LE(data.length, 18);
  head.writeUInt32LE(data.length, 22);
  head.writeUInt16LE(title.length, 26);
  const entry = Buffer.alloc(46);
  entry.writeUInt32LE(0x02014b50, 0);
  entry.writeUInt16LE(20, 4);
  entry.writeUInt16LE(20, 6);
  entry.writeUInt32LE(crc, 16);
  entry.writeUInt32LE(data.length, 20);
  entry.writeUInt32LE(data.length, 24);
  entry.writeUInt16LE(title.length, 28);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(46 + title.length, 12);
  end.writeUInt32LE(30 + title.length + data.length, 16);
  return Buffer.concat([head, title, data, entry, title, end]);
}

function tokenCalls(org, who, method, id, verb, body) {
  if (method === 'GET' && !id) return answered(200, { tokens: org.tokens });
  if (method === 'POST' && !id) {
    fields(body, TOKEN_FIELDS, ['label']);
    const token = org.token('', { ...terms(body, org.now), createdBy: who });
    token.state = state(token, org.now);
    const secret = secretOf(token);
    org.write(who, 'token.created', token.id, `${token.label} …${token.lastFour}`);
    return answered(201, { token, secret });
  }
  const token = org.findToken(id);
  if (method === 'PATCH' && !verb) {
    fields(body, [...TOKEN_FIELDS, 'version'], [...TOKEN_FIELDS, 'version']);
    if (body.version !== token.version) throw stale();
    const next = { ...terms({ ...body, expiresAt: null }, org.now), expiresAt: token.expiresAt };
    if (body.expiresAt !== token.expiresAt) next.expiresAt = expiry(body.expiresAt, org.now);
    const before = token.label;
    Object.assign(token, next, { version: token.version + 1 });
    token.state = state(token, org.now);
    org.write(who, 'token.changed', token.id, before === token.label ? '' : `label: ${before} → ${token.label}`);
    return answered(200, token);
  }
  if (method === 'POST' && verb === 'rotate') {
    fields(body, ['overlapMinutes'], ['overlapMinutes']);
    const minutes = body.overlapMinutes;
    if (!Number.isInteger(minutes) || minutes < 0 || minutes > 43_200) {
      throw bad('overlapMinutes', 'overlapMinutes is a whole number from 0 to 43200');
    }
    if (['revoked', 'expired', 'rotating'].includes(token.state)) {
      throw new Problem(409, `This token is ${token.state}: create a new one instead.`);
    }
    const next = org.token(token.label, {
      team: token.team,
      repo: token.repo,
      createdBy: who,
      requestsPerSecond: token.requestsPerSecond,
      bytesPerSecond: token.bytesPerSecond,
    });
    const secret = secretOf(next);
    token.replacedBy = next.id;
    token.expiresAt = new Date(org.now + minutes * 60_000).toISOString();
    token.version++;
    token.state = state(token, org.now);
    org.write(
      who,
      'token.rotated',
      token.id,
      `${token.label}; replaced by: ${next.id}; valid until: ${token.expiresAt}`,
    );
    return answered(201, { token: next, secret, old: token });
  }
  if (method === 'POST' && verb === 'revoke') {
    if (token.state === 'revoked') throw new Problem(409, 'This token is revoked already.');
    token.revokedAt = org.at(0);
    token.version++;
    token.state = 'revoked';
    org.write(who, 'token.revoked', token.id, `${token.label} …${token.lastFour}`);
    return answered(200, token);
  }
  throw missing();
}

function memberCalls(org, who, method, email, body) {
  if (method === 'GET' && !email) return answered(200, { members: org.members });
  if (method === 'POST' && !email) {
    fields(body, ['email', 'role'], ['email', 'role']);
    const wanted = address('email', body.email);
    const role = roleOf(body.role);
    if (org.members.some((each) => each.email === wanted)) {
      throw new Problem(409, `${wanted} is a member already: change the role in the list.`);
    }
    org.member(wanted, role, 0, null, who);
    org.write(who, 'member.invited', wanted, role);
    return answered(201, org.findMember(wanted));
  }
  const member = org.findMember(email);
  if (method === 'PATCH') {
    fields(body, ['role', 'version'], ['role', 'version']);
    const role = roleOf(body.role);
    if (body.version !== member.version) throw stale();
    if (role !== 'admin') org.keepAdmin(member);
    org.write(who, 'member.role', email, `${member.role} → ${role}`);
    member.role = role;
    member.version++;
    return answered(200, member);
  }
  if (method === 'DELETE') {
    org.keepAdmin(member);
    org.members = org.members.filter((each) => each !== member);
    org.write(who, 'member.removed', email);
    return answered(204);
  }
  throw missing();
}

const SETTINGS = ['name', 'domains', 'pseudonymous', 'teamFloor', 'requestsPerSecond', 'bytesPerSecond', 'version'];

function settingsCalls(org, who, method, body) {
  if (method === 'GET') return answered(200, org.settings);
  if (method !== 'PUT') throw missing();
  fields(body, SETTINGS, SETTINGS);
  if (body.version !== org.settings.version) throw stale();
  const domains = body.domains.map(({ domain, role }) => {
    if (!/^[a-z0-9-]+(\.[a-z0-9-]+)*$/.test(domain)) throw bad('domains', 'domains: write each domain as example.com');
    if (['gmail.com', 'outlook.com'].includes(domain)) {
      throw bad('domains', `domains: anybody can have an address of ${domain}: name a domain of your own`);
    }
    return { domain, role: roleOf(role) };
  });
  if (!Number.isInteger(body.teamFloor) || body.teamFloor < 0 || body.teamFloor > 1000) {
    throw bad('teamFloor', 'teamFloor is a whole number from 0 to 1000');
  }
  org.settings = {
    name: line('name', body.name),
    domains,
    pseudonymous: body.pseudonymous === true,
    teamFloor: body.teamFloor,
    requestsPerSecond: rate('requestsPerSecond', body.requestsPerSecond),
    bytesPerSecond: rate('bytesPerSecond', body.bytesPerSecond),
    version: body.version + 1,
  };
  org.write(who, 'settings.changed', org.settings.name, `pseudonyms ${org.settings.pseudonymous ? 'on' : 'off'}`);
  return answered(200, org.settings);
}

function auditEntries(org, params) {
  const actor = params.get('actor')?.toLowerCase();
  return org.audit.filter(
    (entry) =>
      (!params.get('from') || entry.at.slice(0, 10) >= params.get('from')) &&
      (!params.get('to') || entry.at.slice(0, 10) <= params.get('to')) &&
      (!actor || entry.actor.toLowerCase().includes(actor)) &&
      (!params.get('action') || entry.action === params.get('action')) &&
      (!params.get('outcome') || entry.outcome === params.get('outcome')),
  );
}

function auditFile(org, email, params) {
  const rows = auditEntries(org, params);
  org.write(email, 'export', 'audit.csv');
  const text = [
    'at,actor,action,subject,outcome',
    ...rows.map((row) => [row.at, row.actor, row.action, row.subject, row.outcome].join(',')),
  ];
  return { status: 200, type: 'text/csv', raw: Buffer.from(text.join('\r\n')) };
}

function auditPage(org, params) {
  const before = params.get('before');
  const limit = Number(params.get('limit') ?? 100);
  const all = auditEntries(org, params);
  const start = before === null ? 0 : all.findIndex((entry) => String(entry.id) === before) + 1;
  const entries = all.slice(start, start + limit);
  return answered(200, { entries, next: start + limit < all.length ? entries.at(-1).id : null });
}

function peopleCalls(org, who, method, verb, params, body) {
  if (method === 'GET' && !verb) return answered(200, { people: org.people });
  if (method === 'GET' && verb === 'export') {
    const person = org.people.find((each) => each.user === params.get('user'));
    if (!person) throw missing();
    org.write(who, 'person.exported', person.pseudonym);
    return {
      status: 200,
      type: 'application/zip',
      raw: zip('sessions.csv', `user,sessions\r\n${person.user},${person.sessions}\r\n`),
    };
  }
  if (method === 'POST' && verb === 'erase') {
    fields(body, ['user', 'keepOut'], ['user', 'keepOut']);
    const person = org.people.find((each) => each.user === body.user);
    if (!person) throw missing();
    const erasure = { id: randomUUID(), requestedAt: org.at(0), requestedBy: who, finishedAt: null, deletedRows: 0 };
    // Goes on by one step whenever somebody looks.
    org.erasures.unshift({ ...erasure, person, step: 0 });
    org.write(who, 'person.erased', person.pseudonym, body.keepOut ? 'kept out from now on' : '');
    return answered(202, erasure);
  }
  throw missing();
}

function erasures(org) {
  for (const erasure of org.erasures) {
    if (erasure.finishedAt !== null) continue;
    erasure.step++;
    erasure.deletedRows = erasure.step * 6000;
    if (erasure.step >= 3) {
      erasure.deletedRows = 18_204;
      erasure.finishedAt = org.at(0);
      org.people = org.people.filter((each) => each !== erasure.person);
    }
  }
  return answered(200, {
    erasures: org.erasures.map(({ id, requestedAt, requestedBy, finishedAt, deletedRows }) => ({
      id,
      requestedAt,
      requestedBy,
      finishedAt,
      deletedRows,
    })),
  });
}

function orgCalls(here, method, body) {
  if (method === 'POST') {
    fields(body, ['id', 'name', 'adminEmail'], ['id', 'name', 'adminEmail']);
    if (!/^[a-z0-9][a-z0-9-]{0,62}$/.test(body.id))
      throw bad('id', 'id has 1 to 63 lower-case letters, digits and hyphens');
    if (here.orgs[body.id]) throw new Problem(409, `There is an organisation ${body.id} already: choose another id.`);
    const name = line('name', body.name);
    const email = address('adminEmail', body.adminEmail);
    const made = new Org(body.id, name, here.now);
    made.createdAt = made.at(0);
    made.settings.domains = [];
    made.member(email, 'admin', 0, null, 'ops');
    here.orgs[body.id] = made;
  }
  const row = (org) => ({
    id: org.id,
    name: org.settings.name,
    createdAt: org.createdAt,
    members: org.members.length,
    tokens: org.tokens.filter((token) => ['active', 'expiring', 'rotating'].includes(token.state)).length,
    lastIngestAt:
      org.tokens
        .map((token) => token.lastUsedAt)
        .filter(Boolean)
        .sort()
        .at(-1) ?? null,
    requests: org.tokens.reduce((sum, token) => sum + token.requests, 0),
    bytes: org.tokens.reduce((sum, token) => sum + token.bytes, 0),
    limited: org.tokens.reduce((sum, token) => sum + token.limited, 0),
    refused: org.tokens.reduce((sum, token) => sum + token.refused, 0),
    deadLettered: here.deadLetters.filter((each) => each.org === org.id && each.state === 'waiting').length,
  });
  if (method === 'POST') return answered(201, row(here.orgs[body.id]));
  return answered(200, { orgs: Object.values(here.orgs).map(row) });
}

function opsCalls(here, email, method, url, body) {
  const [, , , what, id, how] = url.pathname.split('/');
  switch (what) {
    case 'orgs':
      return orgCalls(here, method, body);
    case 'audit':
      return auditPage(here.installation, url.searchParams);
    case 'audit.csv':
      return auditFile(here.installation, email, url.searchParams);
    case 'dlq':
      return deadLetterCalls(here, email, method, url.searchParams, id, how, body);
  }
  throw missing();
}

const SETTLED = { replay: 'replayed', discard: 'discarded' };

/** Settled at once, where the consumer takes two seconds. */
function deadLetterCalls(here, email, method, params, id, how, body) {
  const all = here.deadLetters;
  const settle = (letters, verb) => {
    for (const letter of letters) letter.state = SETTLED[verb];
    return letters.length;
  };
  if (method === 'POST' && SETTLED[id]) {
    fields(body, ['reason'], ['reason']);
    const asked = settle(
      all.filter((each) => each.reason === body.reason && each.state === 'waiting'),
      id,
    );
    here.installation.write(email, `dead-letter.${SETTLED[id]}`, `all of ${body.reason}`, `${asked} dead letters`);
    return answered(202, { asked });
  }
  if (id !== undefined) {
    const letter = all.find((each) => String(each.id) === id);
    if (!letter) throw new Problem(404, 'There is no such dead letter.');
    if (method === 'POST') {
      if (letter.state !== 'waiting') throw new Problem(409, `It was ${letter.state} already.`);
      settle([letter], how);
      here.installation.write(email, `dead-letter.${SETTLED[how]}`, `dead letter ${id}`);
    }
    const place = { topic: 'metric-ai-otlp-ingest', partition: 2, offset: 100 + letter.id, at: letter.deadAt };
    return answered(method === 'POST' ? 202 : 200, {
      deadLetter: letter,
      contentType: 'application/json',
      contentEncoding: 'gzip',
      userAgent: 'OTel-OTLP-Exporter-JavaScript/0.57.2',
      traceId: '0f8fad5b-d9cb-469f-a165-70867728950e',
      requestId: '7c9e6679-7425-40de-944b-e07fc1f90ae7',
      origin: place,
      place: { ...place, topic: 'metric-ai-otlp-ingest-dlq', partition: 0, offset: letter.id },
      askedBy: letter.state === 'waiting' ? null : email,
      askedAt: letter.state === 'waiting' ? null : letter.deadAt,
      settledAt: letter.state === 'waiting' ? null : letter.deadAt,
    });
  }
  const of = (reason, state) => all.filter((each) => each.reason === reason && each.state === state).length;
  const counts = [...new Set(all.map((each) => each.reason))].map((reason) => ({
    reason,
    waiting: of(reason, 'waiting'),
    replayed: of(reason, 'replayed'),
    discarded: of(reason, 'discarded'),
    gone: of(reason, 'gone'),
  }));
  const state = params.get('state');
  return answered(200, { counts, deadLetters: all.filter((each) => !state || each.state === state), next: null });
}

export function administration(now, facts) {
  const worlds = new Map();
  const worldOf = (cookies) => {
    const name = cookies.world ?? '';
    if (!worlds.has(name)) worlds.set(name, world(now, facts));
    return worlds.get(name);
  };

  /** Who asks, in which org and role; a foreign org is refused like a missing one. */
  const caller = (here, cookies, headers) => {
    const { email, orgs } = WHO[cookies.as ?? 'admin'] ?? WHO.admin;
    if (cookies.as === 'ops') return { email, role: 'ops', org: null, orgs: [] };
    const mine = orgs.flatMap((id) => {
      const member = here.orgs[id].members.find((each) => each.email === email);
      return member ? [{ id, name: here.orgs[id].settings.name, role: member.role }] : [];
    });
    const wanted = headers['x-org'];
    const chosen = wanted === undefined ? mine[0] : mine.find((each) => each.id === wanted);
    if (!chosen) throw new Problem(403, `${email} is no member of this organisation.`);
    return { email, role: chosen.role, org: here.orgs[chosen.id], orgs: mine };
  };

  const firstDay = facts[0].day;

  const calls = (here, { method, url, headers, cookies, body }) => {
    const path = url.pathname;
    const who = caller(here, cookies, headers);
    if (method !== 'GET') {
      const site = headers['sec-fetch-site'];
      if (headers['x-requested-with'] !== 'metric-ai' || (site && site !== 'same-origin')) {
        throw new Problem(403, 'Changing calls need the header X-Requested-With: metric-ai, from the same site.');
      }
    }
    if (path === '/api/me') {
      return answered(200, {
        email: who.email,
        role: who.role,
        org: who.org ? { id: who.org.id, name: who.org.settings.name } : { id: 'operations', name: 'Operations' },
        orgs: who.org ? who.orgs : [{ id: 'operations', name: 'Operations', role: 'ops' }],
        lastIngestAt: who.org && here.reporting?.length !== 0 ? new Date(now - 8000).toISOString() : null,
        lastRollupAt: new Date(now - 120_000).toISOString(),
        firstDay: who.org && here.reporting?.length !== 0 ? firstDay : null,
        pseudonymous: who.org?.settings.pseudonymous ?? false,
      });
    }
    if (path.startsWith('/api/ops/')) {
      if (who.role !== 'ops') throw new Problem(403, 'This needs the role ops.');
      return opsCalls(here, who.email, method, url, body);
    }
    if (path === '/api/audit/export') {
      fields(body, ['what'], ['what']);
      (who.org ?? here.installation).write(who.email, 'export', line('what', body.what));
      return answered(204);
    }
    if (who.role === 'ops') throw new Problem(403, 'The role ops sees the health of organisations and nothing else.');
    if (path === '/api/reporting' && here.reporting !== null) {
      const seen = here.reporting.flatMap((user) => [user.logsLastSeen, user.metricsLastSeen]).filter(Boolean);
      return answered(200, { users: here.reporting, lastIngestAt: seen.sort().at(-1) ?? null });
    }
    if (!path.startsWith('/api/admin/')) return { pass: true, org: who.org };
    if (who.role !== 'admin') {
      who.org.write(who.email, 'denied', path, 'needs the role admin', 'denied');
      throw new Problem(403, 'This needs the role admin.');
    }
    const [, , , what, id, verb] = path.split('/').map(decodeURIComponent);
    switch (what) {
      case 'tokens':
        return tokenCalls(who.org, who.email, method, id, verb, body);
      case 'members':
        return memberCalls(who.org, who.email, method, id, body);
      case 'settings':
        return settingsCalls(who.org, who.email, method, body);
      case 'people':
        return peopleCalls(who.org, who.email, method, id, url.searchParams, body);
      case 'erasures':
        return erasures(who.org);
      case 'audit':
        return auditPage(who.org, url.searchParams);
      case 'audit.csv':
        return auditFile(who.org, who.email, url.searchParams);
    }
    throw missing();
  };

  return {
    /** {status, body} or {status, type, raw}; {pass, org} when it is for the panels. */
    answer(request) {
      try {
        return calls(worldOf(request.cookies), request);
      } catch (error) {
        if (error instanceof Problem) return error.answer;
        throw error;
      }
    },
    /** What a test makes happen: a signal arrives, or nobody has reported yet. */
    arrive(cookies, params) {
      const here = worldOf(cookies);
      here.reporting ??= [];
      const user = params.get('user');
      if (!user) return;
      let row = here.reporting.find((each) => each.user === user);
      if (!row) {
        row = { user, metricsLastSeen: null, logsLastSeen: null, tracesLastSeen: null, clientVersion: '2.1.330' };
        here.reporting.push(row);
      }
      const seen = new Date(now - 12_000).toISOString();
      for (const signal of params.getAll('signal')) row[`${signal}LastSeen`] = seen;
      const token = here.orgs.tideline.tokens.find((each) => each.lastFour === params.get('token'));
      if (token) token.lastUsedAt = seen;
    },
    /** What a test finds there beforehand. */
    plant(cookies, { label, limited, extra }) {
      const org = worldOf(cookies).orgs.tideline;
      if (limited) org.tokens[0].limited = limited;
      if (label) org.token(label, { lastUsedAt: org.at(1000), requests: 5, bytes: 900 });
      for (let index = 0; index < (extra ?? 0); index++) org.token(`machine ${String(index).padStart(5, '0')}`);
    },
  };
}
