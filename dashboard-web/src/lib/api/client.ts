import type { z } from 'zod';
import { DIMENSIONS, type Scope } from '@/lib/filters';

/** Why an answer did not come: each kind has a page or a note of its own. */
export type FailureKind = 'signed-out' | 'no-access' | 'missing' | 'bad-request' | 'server' | 'network' | 'malformed';

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
    } = {},
  ) {
    super(message);
  }
}

export const asFailure = (error: unknown): ApiFailure =>
  error instanceof ApiFailure ? error : new ApiFailure('malformed', error instanceof Error ? error.message : 'unknown');

/** Only what may pass by itself is asked again. */
export const retryable = (error: unknown): boolean => {
  const failure = asFailure(error);
  return failure.kind === 'network' || (failure.kind === 'server' && failure.detail.status !== 500);
};

const TIMEOUT_MS = 30_000;
const ORG = 'metric-ai.org';

export function chosenOrg(): string | null {
  try {
    return localStorage.getItem(ORG) || null;
  } catch {
    return null;
  }
}

export function chooseOrg(id: string): void {
  try {
    localStorage.setItem(ORG, id);
  } catch {
    // Without storage the first org stays.
  }
}

export function scopeParams(scope: Scope): URLSearchParams {
  const params = new URLSearchParams({ from: scope.from, to: scope.to });
  for (const dimension of DIMENSIONS) {
    for (const value of scope.filters[dimension] ?? []) params.append(dimension, value);
  }
  return params;
}

/** Fetches and checks; whatever arrives that is not the contract's shape is a failure with a name. */
export async function get<S extends z.ZodType>(
  path: string,
  schema: S,
  params: URLSearchParams = new URLSearchParams(),
  signal?: AbortSignal,
): Promise<z.output<S>> {
  const query = params.toString();
  const org = chosenOrg();
  const started = performance.now();
  const took = () => Math.round(performance.now() - started);
  const limit = AbortSignal.timeout(TIMEOUT_MS);
  let response: Response;
  try {
    response = await fetch(query === '' ? path : `${path}?${query}`, {
      headers: { accept: 'application/json', ...(org === null ? {} : { 'x-org': org }) },
      credentials: 'same-origin',
      signal: signal ? AbortSignal.any([signal, limit]) : limit,
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new ApiFailure('network', 'No answer from the API.', { tookMs: took() });
  }
  const requestId = response.headers.get('x-request-id') ?? undefined;
  if (!response.ok) throw await refusal(response, requestId, took());
  let body: unknown;
  try {
    body = await response.json();
  } catch {
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
  const detail = { status, requestId, tookMs, loginUrl: problem.loginUrl };
  const said = problem.detail ?? `The API answered ${status}.`;
  if (status === 401) return new ApiFailure('signed-out', said, detail);
  if (status === 403) return new ApiFailure('no-access', said, detail);
  if (status === 404) return new ApiFailure('missing', said, detail);
  if (status === 400) return new ApiFailure('bad-request', said, detail);
  return new ApiFailure('server', said, detail);
}

async function problemOf(response: Response): Promise<{ detail?: string; loginUrl?: string }> {
  try {
    const body: unknown = await response.json();
    if (typeof body !== 'object' || body === null) return {};
    const { detail, loginUrl } = body as Record<string, unknown>;
    return {
      ...(typeof detail === 'string' ? { detail } : {}),
      ...(typeof loginUrl === 'string' && isWebAddress(loginUrl) ? { loginUrl } : {}),
    };
  } catch {
    return {};
  }
}

/** Never a javascript: link from a document. */
const isWebAddress = (text: string): boolean => /^(https?:\/\/|\/(?!\/))/.test(text);
