import { fate, headline as deadHeadline } from './dead-letters/shape';
import { describe, expect, it } from 'vitest';
import { ApiFailure } from '@/lib/api/client';
import type { Token } from '@/lib/api/tokens';
import { parseAudit } from '@/lib/audit';
import { ahead } from '@/lib/days';
import { bytes } from '@/lib/format';
import { addressIn } from '@/lib/org';
import { mayOpen, neededRole } from '@/lib/roles';
import { problemOf } from '@/ui/problem';
import { aboutWhat, actionName, auditParams, browser, fileName, headline as auditHeadline } from './audit/shape';
import type { Member } from './members/api';
import { addressProblem, arranged as arrangedMembers, cameBy, headline as membersHeadline } from './members/shape';
import { changedFields, describeChanges, formOf, merged, type Values, valuesOf } from './org-settings/shape';
import type { Org } from './orgs/api';
import { headline as orgsHeadline, idOf } from './orgs/shape';
import type { Person } from './people-rights/api';
import {
  arranged as arrangedPeople,
  confirmed,
  exportName,
  headline as peopleHeadline,
  progress,
} from './people-rights/shape';
import { checks, doctorLine, endpointNote, placeOf, recognised, settings, summary, tokenCheck } from './setup/shape';

const NOW = Date.parse('2026-11-23T08:42:00Z');
const ago = (hours: number) => new Date(NOW - hours * 3_600_000).toISOString();

describe('roles', () => {
  it('open what is theirs', () => {
    const open = (role: string) => ['/', '/setup', '/admin/tokens', '/ops/orgs'].filter((path) => mayOpen(role, path));
    expect(open('viewer')).toEqual(['/', '/setup']);
    expect(open('admin')).toEqual(['/', '/setup', '/admin/tokens']);
    expect(open('ops')).toEqual(['/ops/orgs']);
    expect(open('something new')).toEqual([]);
  });
  it('are named by the address', () => {
    expect(['/administration', '/ops', '/admin'].map(neededRole)).toEqual(['viewer', 'ops', 'admin']);
  });
});

describe('the address in another org', () => {
  it('keeps days and page, and leaves filters and single things behind', () => {
    expect(addressIn('b', '/repos', '?range=1w&repo=acme%2Fapi&org=a')).toBe('/repos?range=1w&org=b');
    expect(addressIn('b', '/prompts/p1', '')).toBe('/prompts?org=b');
    expect(addressIn('b', '/admin/tokens', '?from=2026-11-01&to=2026-11-02&actor=x')).toBe(
      '/admin/tokens?from=2026-11-01&to=2026-11-02&org=b',
    );
    expect(addressIn('', '/', '?org=a')).toBe('/');
  });
});

describe('a problem document', () => {
  const of = (status: number, kind: ConstructorParameters<typeof ApiFailure>[0], parameter?: string) =>
    problemOf(new ApiFailure(kind, 'label is too long', { status, parameter }), ['label', 'domains']);
  it('stands beside the field that it names, and else above the form', () => {
    expect(of(400, 'bad-request', 'label').field).toBe('label');
    expect(of(400, 'bad-request', 'domains[1].domain').field).toBe('domains');
    expect(of(400, 'bad-request', 'other').field).toBeNull();
    expect(of(400, 'bad-request').text).toBe('label is too long');
  });
  it('tells a conflict, and what nobody knows', () => {
    expect(of(409, 'conflict')).toMatchObject({ conflict: true, uncertain: false });
    expect(of(0, 'network').text).toContain('not known whether this was done');
    expect(of(500, 'server').text).toContain('Nothing was changed: the API answered 500.');
  });
});

describe('members', () => {
  const member = (fields: Partial<Member>): Member => ({
    email: 'a@x.dev',
    role: 'viewer',
    invitedBy: 'cli',
    createdAt: ago(100),
    lastSeenAt: ago(1),
    version: 1,
    ...fields,
  });
  it('say when one admin is alone, and who has not come', () => {
    const admin = member({ role: 'admin' });
    expect(membersHeadline([admin]).title).toBe('You are the only member.');
    expect(membersHeadline([admin, member({})]).title).toBe('Two members, and one admin alone.');
    expect(membersHeadline([admin, admin, member({ lastSeenAt: null })])).toMatchObject({
      title: 'Three members, two of them admins.',
      cause: expect.stringContaining('One invited person has not come yet.') as string,
    });
  });
  it('have addresses', () => {
    expect(['mira@x.dev', ' mira@localhost ', "o'neil+ci@sub.x.dev"].map(addressProblem)).toEqual([null, null, null]);
    for (const wrong of [
      '',
      'mira',
      'a@b@c.dev',
      'a b@x.dev',
      'Mira <mira@x.dev>',
      'a@x..dev',
      `${'a'.repeat(300)}@x.dev`,
    ]) {
      expect(addressProblem(wrong), wrong).not.toBeNull();
    }
  });
  it('are listed with admins first, and how they came', () => {
    const list = [member({ email: 'b@x' }), member({ email: 'c@x', role: 'admin' })];
    expect(arrangedMembers(list, '').map((each) => each.email)).toEqual(['c@x', 'b@x']);
    expect(arrangedMembers(list, 'ADMIN')).toHaveLength(1);
    expect(['cli', 'cli:root', 'domain:x.dev', 'a@x', ''].map(cameBy)).toEqual([
      'from the command line',
      'from the command line',
      'by the domain x.dev',
      'a@x',
      'at the start',
    ]);
  });
});

describe('settings', () => {
  const base: Values = {
    name: 'Tideline',
    domains: [
      { domain: 'a.dev', role: 'viewer' },
      { domain: 'b.dev', role: 'admin' },
    ],
    pseudonymous: false,
    teamFloor: 0,
    requestsPerSecond: null,
    bytesPerSecond: null,
  };
  it('come back as they were', () => expect(valuesOf(formOf(base)).values).toEqual(base));
  it('are read as people write them', () => {
    const { values } = valuesOf({
      ...formOf(base),
      domains: [
        { domain: ' @A.dev ', role: 'viewer' },
        { domain: '', role: 'viewer' },
      ],
      bytesPerSecond: '1,000',
    });
    expect(values).toMatchObject({ domains: [{ domain: 'a.dev', role: 'viewer' }], bytesPerSecond: 1000 });
  });
  it('say what is wrong', () => {
    const wrong = valuesOf({
      name: ' ',
      domains: [{ domain: 'not a domain', role: 'viewer' }],
      pseudonymous: false,
      teamFloor: '-1',
      requestsPerSecond: '0',
      bytesPerSecond: 'many',
    });
    expect(Object.keys(wrong.errors ?? {}).sort()).toEqual([
      'bytesPerSecond',
      'domains',
      'name',
      'requestsPerSecond',
      'teamFloor',
    ]);
    const twice = { ...formOf(base), domains: [base.domains[0]!, { domain: 'A.DEV', role: 'admin' }] };
    expect(valuesOf(twice).errors?.domains).toBe('a.dev is there twice.');
  });
  it('of two admins at once: what I changed stands on top of theirs', () => {
    const mine = { ...base, name: 'Tide' };
    const theirs = { ...base, teamFloor: 5, domains: [...base.domains].reverse() };
    expect(changedFields(base, theirs)).toEqual(['teamFloor']);
    expect(describeChanges(base, theirs)).toEqual(['smallest team: off → 5 people']);
    expect(merged(base, mine, theirs)).toMatchObject({ name: 'Tide', teamFloor: 5 });
  });
});

describe('the audit log', () => {
  it('keeps what can be understood of its address', () => {
    expect(parseAudit({ from: '2026-11-01', to: 'x', actor: ' mira ', action: ['export'], outcome: 'maybe' })).toEqual({
      from: '2026-11-01',
      actor: 'mira',
      action: 'export',
    });
    expect(parseAudit({ from: '2026-11-02', to: '2026-11-01', outcome: 'denied' })).toEqual({ outcome: 'denied' });
  });
  it('asks for it, and names the file after it', () => {
    expect(auditParams({ to: '2026-11-02', actor: 'a&b' }).toString()).toBe('to=2026-11-02&actor=a%26b');
    expect(fileName({ from: '2026-11-01', to: '2026-11-02' })).toBe('audit-from-2026-11-01-to-2026-11-02.csv');
  });
  it('says what is there', () => {
    expect(auditHeadline(0, 0, false, false)).toBe('Nothing was written down yet.');
    const subject = '0c7cd2a1-5a0e-4a43-9d55-0b6f1f0c8e11';
    expect(aboutWhat({ subject, detail: 'laptops …Aa1Z; valid until: 2026-11-23' })).toEqual({
      name: 'laptops …Aa1Z',
      id: '0c7cd2',
      detail: 'valid until: 2026-11-23',
    });
    expect(aboutWhat({ subject, detail: '' })).toEqual({ name: '', id: '0c7cd2', detail: '' });
    expect(aboutWhat({ subject: 'ada@x', detail: 'viewer → admin; now' })).toEqual({
      name: 'ada@x',
      id: null,
      detail: 'viewer → admin; now',
    });
    expect(auditHeadline(100, 2, true, false)).toBe('The latest 100 entries, 2 refusals among them.');
    expect(auditHeadline(1, 1, false, true)).toBe('1 matching entry, a refusal.');
    expect([actionName('token.created'), actionName('new.thing')]).toEqual(['Made a token', 'new.thing']);
    expect(browser('Mozilla/5.0 (X11) Chrome/148 Safari/537')).toBe('Chrome');
  });
});

describe('people', () => {
  const person = (user: string, pseudonym: string, lastDay: string): Person => ({
    user,
    pseudonym,
    firstDay: '2026-01-01',
    lastDay,
    sessions: 1,
    costUsd: 1,
  });
  const list = [person('mira@x.dev', 'p-1a', '2026-11-01'), person('jun@x.dev', 'p-2b', '2026-11-20')];
  it('are found by name and by pseudonym', () => {
    expect(arrangedPeople(list, '').map((each) => each.user)).toEqual(['jun@x.dev', 'mira@x.dev']);
    expect(arrangedPeople(list, 'P-1A').map((each) => each.user)).toEqual(['mira@x.dev']);
  });
  it('are erased only when their whole name is typed', () => {
    expect(confirmed('Mira@x.dev ', 'mira@x.dev')).toBe(true);
    expect(confirmed('mira@x.de', 'mira@x.dev')).toBe(false);
  });
  it('are saved under a name that is safe', () => {
    expect(exportName('mira@x.dev')).toBe('mira-x.dev.zip');
    expect(exportName('../../etc/passwd')).toBe('etc-passwd.zip');
    expect(exportName('///')).toBe('person.zip');
  });
  it('show how far an erasure is', () => {
    const erasure = { id: 'e', requestedAt: ago(1), requestedBy: 'a@x', finishedAt: null, deletedRows: 0 };
    expect(progress(erasure)).toBe('waiting for its turn');
    expect(progress({ ...erasure, deletedRows: 6000 })).toBe('under way, 6,000 rows deleted so far');
    expect(progress({ ...erasure, deletedRows: 18_204, finishedAt: ago(0) })).toBe('done, 18,204 rows deleted');
    expect(peopleHeadline(list, [erasure])).toBe('Data of 2 people is held; one erasure is under way.');
    expect(peopleHeadline([], [])).toBe('Nothing is held about anybody.');
  });
});

describe('organisations', () => {
  const org = (fields: Partial<Org>): Org => ({
    id: 'a',
    name: 'Tideline',
    createdAt: ago(1000),
    members: 3,
    tokens: 1,
    lastIngestAt: ago(0.01),
    requests: 1,
    bytes: 1,
    limited: 0,
    refused: 0,
    deadLettered: 0,
    ...fields,
  });
  const title = (...orgs: Org[]) => orgsHeadline(orgs, NOW).title;
  it('say the worst first', () => {
    expect(title(org({}), org({}))).toBe('Two organisations, all is well.');
    expect(title(org({ lastIngestAt: ago(3) }))).toBe(
      'One organisation; Tideline is silent, last heard of 3\u202fh ago.',
    );
    expect(title(org({ lastIngestAt: ago(3), limited: 2 }), org({}))).toBe(
      'Two organisations; Tideline ran into a rate limit.',
    );
    expect(title(org({ limited: 2, deadLettered: 7 }))).toBe(
      'One organisation; 7 exports of Tideline could not be read.',
    );
    expect(title(org({ lastIngestAt: null }))).toBe('One organisation, all is well.');
  });
  it('get an id of their name', () => expect(idOf('Café Über & Co.')).toBe('cafe-uber-co'));
});

describe('dead letters', () => {
  const counted = (reason: string, waiting: number, gone = 0) => ({ reason, waiting, replayed: 0, discarded: 0, gone });
  it('say who has to act, by what waits most', () => {
    expect(deadHeadline([], undefined, 0).title).toBe('Every export could be read.');
    expect(deadHeadline([counted('not_decodable', 0, 1)], undefined, 0)).toEqual({
      title: 'No export waits to be read.',
      cause: '1 export could not be replayed: the topic no longer had it.',
    });
    const said = deadHeadline([counted('not_decodable', 1), counted('not_interpretable', 2)], undefined, 0);
    expect(said.title).toBe('3 exports could not be read and wait.');
    expect(said.cause).toMatch(/^Most: a mistake of metric-ai\. Replay them after an upgrade/);
  });
  it('say what becomes of them', () => {
    expect(fate({ state: 'waiting', asked: null })).toBe('waiting');
    expect(fate({ state: 'waiting', asked: 'replay' })).toBe('being replayed');
    expect(fate({ state: 'discarded', asked: 'discard' })).toBe('discarded');
  });
});

describe('set-up', () => {
  const choice = { endpoint: 'http://m.lan:4318', token: 'mai_x', team: '', repo: '', traces: true, protobuf: true };
  const token = (fields: Partial<Token>): Token => ({
    id: 't',
    label: 'laptops',
    lastFour: 'h2Qe',
    state: 'active',
    team: '',
    repo: '',
    createdBy: '',
    createdAt: ago(1),
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
    ...fields,
  });
  it('speaks protobuf, and with traces only when asked', () => {
    expect(Object.fromEntries(settings(choice))).toMatchObject({
      OTEL_EXPORTER_OTLP_PROTOCOL: 'http/protobuf',
      CLAUDE_CODE_ENHANCED_TELEMETRY_BETA: '1',
      OTEL_TRACES_EXPORTER: 'otlp',
    });
    expect(Object.keys(Object.fromEntries(settings({ ...choice, traces: false })))).not.toContain(
      'OTEL_TRACES_EXPORTER',
    );
  });
  it('knows where the settings of a company are', () => {
    expect(placeOf('company', 'linux')).toBe('/etc/claude-code/managed-settings.json');
    expect(placeOf('developer', 'linux')).toBe('~/.claude/settings.json');
  });
  it('writes a doctor line that a shell takes as it is', () => {
    expect(doctorLine(choice)).toBe('./metric-ai doctor --url http://m.lan:4318 --token mai_x');
    expect(doctorLine({ ...choice, token: '', endpoint: "http://x/'; rm" })).toBe(
      "./metric-ai doctor --url 'http://x/'\\''; rm' --token '<token>'",
    );
  });
  it('says what is odd about an address', () => {
    expect(endpointNote('http://127.0.0.1:4318')).toBeNull();
    expect(endpointNote('https://m.company.com')).toBeNull();
    expect(endpointNote('http://m.company.com')).toMatch(/https/);
    expect(endpointNote('https://m/v1/logs')).toMatch(/Without/);
    expect(endpointNote('javascript:alert(1)')).toMatch(/begins with/);
    expect(endpointNote('m.company.com')).toMatch(/no address|begins with/);
  });
  it('finds the token that was pasted', () => {
    const live = token({ id: 'live' });
    expect(recognised([token({ id: 'old', state: 'revoked' }), live], ' mai_abcdefgh2Qe ')?.id).toBe('live');
    expect(recognised([live], 'h2Qe')).toBeUndefined();
  });
  it('tells a token that waits from one that cannot work', () => {
    expect(tokenCheck(token({}), false)).toMatchObject({ done: false, title: 'Waiting for the token' });
    expect(tokenCheck(token({}), true).why).toContain('Data is arriving.');
    expect(tokenCheck(token({ state: 'revoked' }), false)).toMatchObject({ done: false, amiss: true });
    expect(tokenCheck(token({ lastUsedAt: ago(0) }), true).done).toBe(true);
  });
  it('says per person what comes and what to set', () => {
    const user = {
      user: 'mira@x.dev',
      metricsLastSeen: new Date(NOW - 12_000).toISOString(),
      logsLastSeen: new Date(NOW - 4000).toISOString(),
      tracesLastSeen: null,
      clientVersion: null,
    };
    expect(summary(user, NOW)).toBe(
      'metrics ✓ 12\u202fs ago, logs ✓ 4\u202fs ago, traces: not enabled, set CLAUDE_CODE_ENHANCED_TELEMETRY_BETA=1',
    );
    const list = checks({ users: [user], lastIngestAt: null }, true);
    expect(list.find((check) => check.id === 'traces')).toMatchObject({ done: false, amiss: true });
    expect(checks({ users: [], lastIngestAt: null }, true).some((check) => check.amiss)).toBe(false);
  });
});

describe('numbers and days of these pages', () => {
  it('are written', () => {
    expect([0, 999, 5_100_000, 999_600, 186e6].map(bytes)).toEqual([
      '0\u202fB',
      '999\u202fB',
      '5.1\u202fMB',
      '1.0\u202fMB',
      '186\u202fMB',
    ]);
    expect(ahead(ago(-0.5), NOW)).toBe('in 30\u202fmin');
    expect(ahead(ago(1), NOW)).toBe('now');
    expect(ahead('2027-02-03T00:00:00Z', NOW)).toBe('on 3 Feb 2027');
  });
});
