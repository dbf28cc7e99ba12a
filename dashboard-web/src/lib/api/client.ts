import type { z } from 'zod';
import { DIMENSIONS, type Scope } from '@/lib/filters';
import { chosenOrg } from '@/lib/org';

/** Why an answer did not come: each kind has a page or a note of its own. */
export type FailureKind =
  'signed-out' | 'no-access' | 'missing' | 'bad-request' | 'conflict' | 'server' | 'network' | 'malformed';

export class ApiFailure extends Error {
  override readonly name = 'ApiFailure';

  constructor(
    readonly kind: FailureKind,
    message: string,
    readonly detail: {
      status?: number | undefined;
      requestId?: string | undefined;
      loginUrl?: string | undefined;
      tookMs?: number | undefined;
      /** Nothing came for as long as is waited. */
      timedOut?: boolean | undefined;
      /** The field that a problem document names. */
      parameter?: string | undefined;
    } = {},
  ) {
    super(message);
  }
}

export const asFailure = (error: unknown): ApiFailure =>
  error instanceof ApiFailure ? error : new ApiFailure('malformed', error instanceof Error ? error.message : 'unknown');

/** Only what may pass by itself is asked again; who waited for half a minute is told so, and asks by hand. */
export const retryable = (error: unknown): boolean => {
  const failure = asFailure(error);
  if (failure.detail.timedOut) return false;
  return failure.kind === 'network' || (failure.kind === 'server' && failure.detail.status !== 500);
};

/** The org shows no figures of so few people of a team: nothing broke, and asking again changes nothing. */
export const isSmallTeam = (error: unknown): boolean => {
  const { kind, detail } = asFailure(error);
  return kind === 'bad-request' && detail.parameter === 'team';
};

const TIMEOUT_MS = 30_000;
/** A file is collected while it is read. */
const FILE_TIMEOUT_MS = 15 * 60_000;

export function scopeParams(scope: Scope): URLSearchParams {
  const params = new URLSearchParams({ from: scope.from, to: scope.to });
  for (const dimension of DIMENSIONS) {
    for (const value of scope.filters[dimension] ?? []) params.append(dimension, value);
  }
  return params;
}

interface Call {
  method: string;
  path: string;
  params?: URLSearchParams | undefined;
  body?: unknown;
  accept?: string;
  timeoutMs?: number;
  signal?: AbortSignal | undefined;
}

/** Asks, and gives back an answer of the 200s; any other is a failure with a name. */
async function call({
  method,
  path,
  params,
  body,
  accept = 'application/json',
  timeoutMs = TIMEOUT_MS,
  signal,
}: Call): Promise<Response> {
  const query = params?.toString() ?? '';
  const org = chosenOrg();
  const started = performance.now();
  const took = () => Math.round(performance.now() - started);
  const limit = AbortSignal.timeout(timeoutMs);
  let response: Response;
  try {
    response = await fetch(query === '' ? path : `${path}?${query}`, {
      method,
      headers: {
        accept,
        ...(org === null ? {} : { 'x-org': org }),
        // No other site can send this header, so a changing call that has it was made by this page.
        ...(method === 'GET' ? {} : { 'x-requested-with': 'metric-ai' }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      credentials: 'same-origin',
      signal: signal ? AbortSignal.any([signal, limit]) : limit,
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new ApiFailure('network', 'No answer from the API.', { tookMs: took(), timedOut: isTimeout(error) });
  }
  if (!response.ok) throw await refusal(response, response.headers.get('x-request-id') ?? undefined, took());
  return response;
}

/** What AbortSignal.timeout() aborts with, before the answer began or within it. */
const isTimeout = (error: unknown): boolean => error instanceof DOMException && error.name === 'TimeoutError';

/** Fetches and checks; whatever arrives that is not the contract's shape is a failure with a name. */
export async function get<S extends z.ZodType>(
  path: string,
  schema: S,
  params?: URLSearchParams,
  signal?: AbortSignal,
): Promise<z.output<S>> {
  return checked(await call({ method: 'GET', path, params, signal }), schema);
}

/** Changes something. It is never sent twice by itself: whether it was done is said by the answer alone. */
export async function send<S extends z.ZodType>(
  method: 'POST' | 'PUT' | 'PATCH',
  path: string,
  body: unknown,
  schema: S,
): Promise<z.output<S>> {
  return checked(await call({ method, path, body }), schema);
}

/** As `send`, where the answer is empty. */
export async function order(method: 'POST' | 'DELETE', path: string, body?: unknown): Promise<void> {
  await call({ method, path, body });
}

/** A file as it comes. */
export async function file(path: string, params: URLSearchParams, accept: string): Promise<Blob> {
  const response = await call({ method: 'GET', path, params, accept, timeoutMs: FILE_TIMEOUT_MS });
  try {
    return await response.blob();
  } catch {
    throw new ApiFailure('network', 'The file broke off on its way.');
  }
}

async function checked<S extends z.ZodType>(response: Response, schema: S): Promise<z.output<S>> {
  const requestId = response.headers.get('x-request-id') ?? undefined;
  let body: unknown;
  try {
    body = await response.json();
  } catch (error) {
    if (isTimeout(error))
      throw new ApiFailure('network', 'The answer stopped on its way.', { requestId, timedOut: true });
    throw new ApiFailure('malformed', 'The answer is not JSON.', { status: response.status, requestId });
  }
  const parsed = schema.safeParse(body);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const where = issue?.path.join('.') || 'the answer';
    throw new ApiFailure('malformed', `${where}: ${issue?.message ?? 'not as agreed'}`, {
      status: response.status,
      requestId,
    });
  }
  return parsed.data;
}

async function refusal(response: Response, requestId: string | undefined, tookMs: number): Promise<ApiFailure> {
  const problem = await problemOf(response);
  const status = response.status;
  const detail = { status, requestId, tookMs, loginUrl: problem.loginUrl, parameter: problem.parameter };
  const said = problem.detail ?? `The API answered ${status}.`;
  if (status === 401) return new ApiFailure('signed-out', said, detail);
  if (status === 403) return new ApiFailure('no-access', said, detail);
  if (status === 404) return new ApiFailure('missing', said, detail);
  if (status === 400) return new ApiFailure('bad-request', said, detail);
  if (status === 409) return new ApiFailure('conflict', said, detail);
  return new ApiFailure('server', said, detail);
}

async function problemOf(response: Response): Promise<{ detail?: string; loginUrl?: string; parameter?: string }> {
  try {
    const body: unknown = await response.json();
    if (typeof body !== 'object' || body === null) return {};
    const { detail, loginUrl, parameter } = body as Record<string, unknown>;
    return {
      ...(typeof detail === 'string' ? { detail } : {}),
      ...(typeof parameter === 'string' ? { parameter } : {}),
      ...(typeof loginUrl === 'string' && isWebAddress(loginUrl) ? { loginUrl } : {}),
    };
  } catch {
    return {};
  }
}

/** Never a javascript: link from a document. */
const isWebAddress = (text: string): boolean => /^(https?:\/\/|\/(?!\/))/.test(text);
