import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { Reporting } from '@/lib/api/me';
import type { Token } from '@/lib/api/tokens';
import { ago } from '@/lib/days';
import { person, plural } from '@/lib/format';
import { useNow } from '@/lib/useNow';
import { CsvButton } from '@/ui/CsvButton';
import { Icon } from '@/ui/Icon';
import { Failed } from '@/ui/States';
import { watchedReporting } from './api';
import { checks, reportingTable, summary, tokenCheck } from './shape';

const MOST = 200;

/** What has come so far, from everybody or from one person. */
export function Arrivals({ traces, token }: { traces: boolean; token: Token | undefined }) {
  const reporting = useQuery(watchedReporting);
  const [who, setWho] = useState('');
  const now = useNow();
  if (reporting.error && !reporting.data) {
    return (
      <section className="panel" aria-label="Arrivals">
        <div className="body">
          <Failed what="What has arrived" error={reporting.error} retry={() => void reporting.refetch()} />
        </div>
      </section>
    );
  }
  const users = reporting.data?.users ?? [];
  const one = users.find((user) => user.user === who);
  const signals = reporting.data
    ? checks({ users: one ? [one] : users, lastIngestAt: reporting.data.lastIngestAt }, traces)
    : [];
  const list = token
    ? [
        tokenCheck(
          token,
          signals.some((check) => check.done),
        ),
        ...signals,
      ]
    : signals;
  const done = list.filter((check) => check.done).length;
  return (
    <div className="arrivals">
      <section className="panel" aria-label={one ? 'Live from one person' : 'Live from your machines'}>
        <header>
          <h2>{one ? 'Live from' : 'Live from your machines'}</h2>
          <span className="sub">
            {one ? `${person(one.user)}, ` : ''}
            {done} of {list.length}
          </span>
          <div className="right">
            {one && (
              <button type="button" className="btn quiet" onClick={() => setWho('')}>
                Everybody
              </button>
            )}
            <span className={reporting.error ? 'live late' : 'live'}>
              {reporting.error ? 'not answering' : 'listening'}
            </span>
          </div>
        </header>
        <div className="body">
          <ol className="checks" aria-live="polite">
            {list.map((check) => (
              <li key={check.id} className={check.done ? 'done' : check.amiss ? 'amiss' : undefined}>
                <span className="st" role="img" aria-label={check.done ? 'done' : check.amiss ? 'amiss' : 'waiting'}>
                  {check.done && <Icon name="check" />}
                  {check.amiss && !check.done && <Icon name="warning" />}
                </span>
                <div>
                  <b>{check.title}</b>
                  <p>{check.why}</p>
                </div>
                <span className="small muted" aria-live="off">
                  {check.at ? ago(check.at, now) : ''}
                </span>
              </li>
            ))}
          </ol>
        </div>
        {one && <footer>{summary(one, now)}</footer>}
      </section>
      {users.length > 0 && <WhoReports users={users} who={who} setWho={setWho} now={now} />}
    </div>
  );
}

type User = Reporting['users'][number];

const lastOf = (user: User): string =>
  [user.logsLastSeen, user.metricsLastSeen, user.tracesLastSeen]
    .filter((at) => at !== null)
    .sort()
    .at(-1) ?? '';

function WhoReports({
  users,
  who,
  setWho,
  now,
}: {
  users: readonly User[];
  who: string;
  setWho: (who: string) => void;
  now: number;
}) {
  const rows = users.map((user) => ({ ...user, last: lastOf(user) })).sort((a, b) => b.last.localeCompare(a.last));
  return (
    <section className="panel" aria-label="Who reports">
      <header>
        <h2>Who reports</h2>
        <span className="sub">{plural(users.length, 'person', 'people')}</span>
        <div className="right">
          <CsvButton quiet table={() => reportingTable(rows)} />
        </div>
      </header>
      <div
        className="body flush scroll"
        tabIndex={0}
        role="region"
        aria-label="Who reports, table"
        style={{ maxHeight: 380 }}
      >
        <table className="tight">
          <thead>
            <tr>
              <th scope="col">Developer</th>
              <th scope="col">Events</th>
              <th scope="col">Metrics</th>
              <th scope="col">Traces</th>
              <th scope="col" className="num">
                Last arrival
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, MOST).map((user) => (
              <tr key={user.user} title={`${user.user}: ${summary(user, now)}`}>
                <td className="who-cell">
                  <button
                    type="button"
                    className="linklike"
                    aria-pressed={user.user === who}
                    onClick={() => setWho(user.user === who ? '' : user.user)}
                  >
                    {person(user.user)}
                  </button>
                </td>
                {[user.logsLastSeen, user.metricsLastSeen, user.tracesLastSeen].map((at, index) => (
                  <td key={index}>
                    <span className={at ? 'seen yes' : 'seen'} role="img" aria-label={at ? 'yes' : 'never'} />
                  </td>
                ))}
                <td className="num second">{user.last ? ago(user.last, now) : 'never'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <footer>
        <span className="keyed">
          <span className="seen yes" aria-hidden="true" /> has arrived <span className="seen" aria-hidden="true" />{' '}
          never
        </span>
        <p>
          When it arrived here. When somebody worked, <Link to="/people">People</Link> says.
        </p>
      </footer>
    </section>
  );
}
