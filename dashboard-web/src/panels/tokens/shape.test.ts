import { describe, expect, it } from 'vitest';
import type { Token } from '@/lib/api/tokens';
import { arranged, ends, fieldsOf, formOf, headline, lostData, NEW_TOKEN, rateHint, replacedBy } from './shape';

const NOW = Date.parse('2026-11-23T08:42:00Z');
const ago = (hours: number) => new Date(NOW - hours * 3_600_000).toISOString();

const token = (fields: Partial<Token> = {}): Token => ({
  id: 't1',
  label: 'payments laptops',
  lastFour: 'w9Zf',
  state: 'active',
  team: '',
  repo: '',
  createdBy: 'hanna@tideline.dev',
  createdAt: ago(900),
  expiresAt: null,
  revokedAt: null,
  replacedBy: null,
  lastUsedAt: ago(0.1),
  requests: 10,
  bytes: 1000,
  limited: 0,
  refused: 0,
  requestsPerSecond: null,
  bytesPerSecond: null,
  version: 1,
  ...fields,
});

describe('the headline', () => {
  const title = (...tokens: Token[]) => headline(tokens, NOW).title;
  it('of no tokens says that nobody can send', () => {
    expect(title()).toBe('No token yet: no machine can send.');
    expect(title(token({ state: 'revoked' }), token({ state: 'expired' }))).toBe('No live token: no machine can send.');
  });
  it('of used tokens', () => {
    expect(title(token())).toBe('One live token, used in the last 24 hours.');
    expect(title(token(), token(), token({ state: 'revoked' }))).toBe(
      'Two live tokens, all of them used in the last 24 hours.',
    );
  });
  it('of some that are not used', () => {
    expect(title(token({ lastUsedAt: ago(25) }))).toBe('One live token, not used in the last 24 hours.');
    expect(title(token(), token({ lastUsedAt: null }))).toBe('Two live tokens; one used in the last 24 hours.');
    expect(title(token({ lastUsedAt: null }), token({ lastUsedAt: null }))).toBe(
      'Two live tokens; none of them used in the last 24 hours.',
    );
  });
  it('names what ends soon before what is not used', () => {
    const expiring = token({ state: 'expiring', expiresAt: ago(-150) });
    expect(title(expiring)).toBe('One live token; it ends in 6 days.');
    expect(title(expiring, token({ lastUsedAt: null }))).toBe('Two live tokens; one of them ends in 6 days.');
    expect(title(expiring, token({ state: 'expiring', expiresAt: ago(-5) }), token())).toBe(
      'Three live tokens; two of them end within 7 days, the first in 5\u202fh.',
    );
  });
  it('names a rate limit before all', () => {
    const limited = token({ limited: 3 });
    expect(title(limited, token({ state: 'expiring', expiresAt: ago(-5) }))).toBe(
      'Two live tokens; one ran into a rate limit.',
    );
  });
});

describe('limited requests', () => {
  it('are data that may be lost, named by token', () => {
    expect(lostData([token()])).toBeNull();
    const said = lostData([token({ limited: 1200 }), token({ label: 'x'.repeat(500), limited: 34 })]);
    expect(said?.title).toBe(
      '1,234 requests in the last 24 hours were turned away by a rate limit: data that clients may have lost.',
    );
    expect(said?.detail).toContain('“payments laptops” 1,200, “xxx');
    expect(said?.detail.length).toBeLessThan(300);
  });
});

describe('what a form becomes', () => {
  const form = { ...NEW_TOKEN, label: ' ci ' };
  it('is trimmed, with no limits and no end', () =>
    expect(fieldsOf(form, NOW).fields).toEqual({
      label: 'ci',
      expiresAt: null,
      team: '',
      repo: '',
      requestsPerSecond: null,
      bytesPerSecond: null,
    }));
  it('ends with the last day, in UTC', () => {
    expect(fieldsOf({ ...form, ends: 'day', day: '2026-11-23' }, NOW).fields?.expiresAt).toBe('2026-11-24T00:00:00Z');
    expect(fieldsOf({ ...form, ends: '30' }, NOW).fields?.expiresAt).toBe('2026-12-24T00:00:00Z');
  });
  it('leaves an end that was not touched as exact as it was', () => {
    const before = token({ expiresAt: '2026-12-01T17:03:09Z' });
    expect(fieldsOf(formOf(before), NOW, before).fields?.expiresAt).toBe('2026-12-01T17:03:09Z');
  });
  it('says what is wrong, beside each field', () => {
    const { errors } = fieldsOf(
      {
        ...form,
        label: 'x'.repeat(10_000),
        ends: 'day',
        day: '2026-11-22',
        requestsPerSecond: '1.5',
        bytesPerSecond: '0',
      },
      NOW,
    );
    expect(errors?.label).toBe('A label has at most 200 characters; this one has 10,000.');
    expect(Object.keys(errors ?? {}).sort()).toEqual(['bytesPerSecond', 'expiresAt', 'label', 'requestsPerSecond']);
    expect(fieldsOf({ ...form, label: '  ' }, NOW).errors?.label).toMatch(/Give it a label/);
  });
  it('reads numbers as people write them', () => {
    expect(fieldsOf({ ...form, bytesPerSecond: '1,000 000' }, NOW).fields?.bytesPerSecond).toBe(1_000_000);
    expect(rateHint('1000000')).toBe('1.0\u202fMB a second.');
  });
});

describe('the list', () => {
  const old = token({ id: 'old', label: 'mobile', state: 'rotating', createdAt: ago(800), expiresAt: ago(-18) });
  const fresh = token({ id: 'fresh', label: 'mobile', createdAt: ago(1) });
  const gone = token({ id: 'gone', label: 'a trial', state: 'revoked', revokedAt: '2026-11-09T10:00:00Z' });
  it('has live ones first, and the replaced one before its successor', () => {
    expect(arranged([gone, fresh, old], '', false).map((each) => each.id)).toEqual(['old', 'fresh', 'gone']);
    expect(arranged([gone, fresh, old], '', true)).toHaveLength(2);
    expect(arranged([gone, fresh, old], 'TRIAL', false).map((each) => each.id)).toEqual(['gone']);
  });
  it('says when each ends', () => {
    const day = (instant: string) => instant.slice(0, 10);
    expect(ends(old, NOW, day)).toBe('replaced, ends in 18\u202fh');
    expect(ends(gone, NOW, day)).toBe('revoked 2026-11-09');
    expect(ends(fresh, NOW, day)).toBe('never');
  });
});

it('what a token replaced is known as long as it is valid', () => {
  const older = token({ id: 't0', replacedBy: 't1', state: 'rotating' });
  expect(replacedBy(token(), [token(), older])).toBe(older);
  expect(replacedBy(token(), [token(), { ...older, state: 'revoked' }])).toBeUndefined();
  expect(replacedBy(older, [token(), older])).toBeUndefined();
});
