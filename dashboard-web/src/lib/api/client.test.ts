import { afterEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { asFailure, get, isSmallTeam, retryable } from './client';

const never = (signal: AbortSignal | null | undefined) =>
  new Promise<never>((_, reject) => {
    signal?.addEventListener('abort', () => reject(signal.reason as Error));
  });

/** A server of this shape: the time-out is a signal that the test pulls itself. */
function answering(answer: (signal: AbortSignal | null | undefined) => Promise<Response>) {
  const limit = new AbortController();
  vi.spyOn(AbortSignal, 'timeout').mockReturnValue(limit.signal);
  vi.stubGlobal('fetch', (_: string, init: RequestInit) => answer(init.signal));
  return () => limit.abort(new DOMException('too long', 'TimeoutError'));
}

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

describe('an answer that does not come in time', () => {
  const schema = z.object({ at: z.iso.datetime() });

  it('is a failure of its own, and is not asked for again by itself', async () => {
    const giveUp = answering(never);
    const asked = get('/api/me', schema).catch(asFailure);
    giveUp();
    expect(await asked).toMatchObject({ kind: 'network', detail: { timedOut: true } });
    expect(retryable(await asked)).toBe(false);
  });

  it('may also stop in its midst', async () => {
    const giveUp = answering((signal) => {
      const body = new ReadableStream({
        start: (stream) => signal?.addEventListener('abort', () => stream.error(signal.reason)),
      });
      return Promise.resolve(new Response(body));
    });
    const asked = get('/api/me', schema).catch(asFailure);
    giveUp();
    expect(await asked).toMatchObject({ kind: 'network', detail: { timedOut: true } });
  });

  it('is not the same as a connection that breaks', async () => {
    answering(() => Promise.reject(new TypeError('Failed to fetch')));
    const failure = await get('/api/me', schema).catch(asFailure);
    expect(failure).toMatchObject({ kind: 'network', detail: { timedOut: false } });
    expect(retryable(failure)).toBe(true);
  });

  it.each(['yesterday', '2026-11-31T00:00:00Z', '2026-11-18', ''])('%s is no instant', async (at) => {
    answering(() => Promise.resolve(Response.json({ at })));
    expect(await get('/api/me', schema).catch(asFailure)).toMatchObject({ kind: 'malformed' });
  });
});

it('a team of too few people is told from other refusals', async () => {
  const refused = async (status: number, parameter: string) => {
    answering(() => Promise.resolve(Response.json({ detail: 'Too few.', parameter }, { status })));
    return isSmallTeam(await get('/api/rollups', z.object({})).catch(asFailure));
  };
  expect([await refused(400, 'team'), await refused(400, 'from'), await refused(500, 'team')]).toEqual([
    true,
    false,
    false,
  ]);
});
