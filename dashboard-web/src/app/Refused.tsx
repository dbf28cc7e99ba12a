import { useEffect } from 'react';
import type { ApiFailure } from '@/lib/api/client';
import { chosenOrg, switchOrg } from '@/lib/org';
import { signInUrl } from '@/lib/sign-in';
import { CopyButton, explain, lastTried } from '@/ui/States';

export const TITLES: Record<ApiFailure['kind'], string> = {
  'signed-out': 'You are signed out.',
  'no-access': 'You have no access here.',
  missing: 'The API is not at this address.',
  'bad-request': 'The API did not understand this page.',
  conflict: 'The API did not understand this page.',
  server: 'The API has a problem.',
  network: 'The API does not answer.',
  malformed: 'The API answered something unexpected.',
};

/** The whole page, when who is asking could not be found out. */
export function Refused({ failure, at, retry }: { failure: ApiFailure; at: number; retry: () => void }) {
  useEffect(() => {
    document.title = `${TITLES[failure.kind]} · metric-ai`;
  }, [failure.kind]);
  const { loginUrl, requestId } = failure.detail;
  return (
    <main className="full-page">
      <h1>{TITLES[failure.kind]}</h1>
      <p>
        {failure.kind === 'no-access'
          ? `${failure.message} Ask an admin of your organisation to add your address as a viewer.`
          : failure.kind === 'signed-out'
            ? loginUrl
              ? 'Your session ended, or there was none. Signing in brings you back to this page.'
              : 'Your session ended, or there was none. Load the page through your access provider again.'
            : `${explain(failure)} ${lastTried(at)}`}
      </p>
      <div className="row">
        {failure.kind === 'signed-out' && loginUrl && (
          <a className="btn primary" href={signInUrl(loginUrl, location.href)}>
            Sign in
          </a>
        )}
        {failure.kind === 'no-access' && loginUrl && (
          <a className="btn" href={signInUrl(loginUrl, location.href)}>
            Sign in as somebody else
          </a>
        )}
        <button
          type="button"
          className={failure.kind === 'signed-out' && loginUrl ? 'btn' : 'btn primary'}
          onClick={() => {
            // A remembered organisation that is no longer one's own would refuse for ever.
            const foreign = failure.kind === 'no-access' || failure.kind === 'missing';
            if (foreign && chosenOrg() !== null) switchOrg('');
            else retry();
          }}
        >
          Try again
        </button>
        {requestId && <CopyButton text={requestId} label={`Copy request id ${requestId.slice(0, 8)}`} quiet />}
      </div>
    </main>
  );
}
