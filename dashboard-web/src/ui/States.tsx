import { useEffect, useState } from 'react';
import { type ApiFailure, asFailure, isSmallTeam } from '@/lib/api/client';
import { clockSince } from '@/lib/days';
import { duration } from '@/lib/format';
import { signInUrl } from '@/lib/sign-in';
import { useScope } from '@/lib/useScope';
import { Icon } from './Icon';
import { RemoveFilter } from './RemoveFilter';

/** How long a skeleton keeps silent. */
const SLOW_MS = 10_000;

export type BonesShape = 'lines' | 'chart' | 'bars' | 'rows';

/** As high as a column of a skeleton is, in percent: nothing that could be taken for data. */
const COLUMNS = [46, 62, 38, 74, 58, 30, 26, 52, 68, 44, 80, 60, 34, 28];

/**
 * A skeleton in the shape of what it stands for. It shows after 150 ms only, so that a quick answer does not flicker; that
 * the answer is slow is said.
 */
export function Bones({ rows = 6, height = 12, as = 'lines' }: { rows?: number; height?: number; as?: BonesShape }) {
  const slow = useSlow();
  return (
    <div className={`bones ${as}`} role="status" aria-label="Loading">
      {slow && <p className="small slow">Slow: the API is still at it.</p>}
      {as === 'chart' ? (
        <div className="columns" style={{ height: rows * 26 }}>
          {COLUMNS.map((tall, index) => (
            <i key={index} style={{ height: `${tall}%` }} />
          ))}
        </div>
      ) : (
        Array.from({ length: rows }, (_, index) => (
          <i key={index} style={as === 'lines' ? { width: `${96 - ((index * 13) % 46)}%`, height } : undefined} />
        ))
      )}
    </div>
  );
}

function useSlow(): boolean {
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), SLOW_MS);
    return () => clearTimeout(timer);
  }, []);
  return slow;
}

/** What happened, in words for the one who looks at it. */
export function explain(failure: ApiFailure): string {
  const { status, tookMs } = failure.detail;
  switch (failure.kind) {
    case 'network':
      if (failure.detail.timedOut) return 'The API did not answer in time. It may be very busy, or hang.';
      return 'The API does not answer. It may be restarting, or this machine is offline.';
    case 'malformed':
      return `The API answered something that this page does not understand (${failure.message}).`;
    case 'server':
      return `The API answered ${status ?? 'an error'}${tookMs === undefined ? '' : ` after ${duration(tookMs)}`}.`;
    default:
      return failure.message;
  }
}

/** Last tried at 14:02 UTC. */
export const lastTried = (at: number): string => `Last tried at ${clockSince(at, Date.now())} UTC.`;

export function Failed({
  what,
  error,
  at = 0,
  retry,
  beside = false,
}: {
  what: string;
  error: unknown;
  /** When it was tried last; 0: not known. */
  at?: number | undefined;
  retry: () => void;
  /** Among panels, each of which asks for itself. */
  beside?: boolean;
}) {
  const failure = asFailure(error);
  if (isSmallTeam(failure)) return <SmallTeam text={failure.message} />;
  return (
    <div className="said failed" role="alert">
      <b>
        <Icon name="warning" /> {what} did not load
      </b>
      <span>
        {explain(failure)}
        {beside && failure.kind === 'server' && ' Other panels load by themselves.'}
        {at > 0 && ` ${lastTried(at)}`}
      </span>
      <div className="row">
        {failure.kind === 'signed-out' && failure.detail.loginUrl ? (
          <a className="btn" href={signInUrl(failure.detail.loginUrl, location.href)}>
            Sign in
          </a>
        ) : (
          <button type="button" className="btn" onClick={retry}>
            Try again
          </button>
        )}
        {failure.detail.requestId && <CopyButton text={failure.detail.requestId} label={`Copy request id`} quiet />}
      </div>
    </div>
  );
}

/** Nothing failed: so few people are not shown, however often one asks. */
function SmallTeam({ text }: { text: string }) {
  const { search } = useScope();
  return (
    <div className="said">
      <b>Too few people to show</b>
      <span>{text}</span>
      {search.team && <RemoveFilter dimension="team" />}
    </div>
  );
}

/** For pages that have no filter bar: the address is what is on the screen. */
export const CopyPageLink = () => <CopyButton text={() => location.href} label="Copy link" link />;

export function CopyButton({
  text,
  label,
  primary = false,
  quiet = false,
  link = false,
}: {
  text: string | (() => string);
  label: string;
  primary?: boolean;
  quiet?: boolean;
  /** The one that the key L presses. */
  link?: boolean;
}) {
  const [copied, setCopied] = useState<'no' | 'yes' | 'failed'>('no');
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(typeof text === 'string' ? text : text());
      setCopied('yes');
    } catch {
      setCopied('failed');
    }
    setTimeout(() => setCopied('no'), 2000);
  };
  return (
    <button
      type="button"
      className={`btn${primary ? ' primary' : ''}${quiet ? ' quiet' : ''}`}
      data-copy-link={link || undefined}
      onClick={() => void copy()}
    >
      <Icon name={copied === 'yes' ? 'check' : 'copy'} />
      <span aria-live="polite">
        {copied === 'yes' ? 'Copied' : copied === 'failed' ? 'Copying is not allowed here' : label}
      </span>
    </button>
  );
}
