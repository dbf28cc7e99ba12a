import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { asFailure } from '@/lib/api/client';
import type { SessionDetail } from '@/lib/api/sessions';
import { downloadCsv } from '@/lib/csv';
import { clock, shortInstant } from '@/lib/days';
import {
  compact,
  count,
  duration,
  fineCents,
  modelName,
  NONE,
  person,
  plural,
  repoName,
  shortId,
  usd,
} from '@/lib/format';
import { promptsTable } from '@/lib/prompts-table';
import { Figures } from '@/ui/Figures';
import { Icon } from '@/ui/Icon';
import { Bones, CopyPageLink, Failed } from '@/ui/States';
import { sessionQuery } from './api';
import { marks, sessionHeadline } from './shape';

/** One session: its prompts on a time line, then as a table. */
export function SessionPanel({ sessionId }: { sessionId: string }) {
  const session = useQuery({ ...sessionQuery(sessionId), placeholderData: undefined });
  if (session.data) return <Loaded session={session.data} />;
  if (session.error && asFailure(session.error).kind === 'missing') {
    return (
      <div className="full-page">
        <h1>There is no such session.</h1>
        <p>
          <code>{sessionId}</code> is not known here, or no longer kept.
        </p>
        <Link to="/sessions" search={true} className="btn primary">
          All sessions
        </Link>
      </div>
    );
  }
  return (
    <>
      <h1 className={session.error ? undefined : 'muted'}>Session {shortId(sessionId)}</h1>
      {session.error ? (
        <Failed what="The session" error={session.error} retry={() => void session.refetch()} />
      ) : (
        <Bones rows={10} />
      )}
    </>
  );
}

function Loaded({ session }: { session: SessionDetail }) {
  const known = (value: number | null) => (value === null ? NONE : compact(value));
  return (
    <>
      <nav className="crumbs" aria-label="Where you are">
        <Link to="/sessions" search={true}>
          Sessions
        </Link>
        <span aria-hidden="true">›</span>
        <Link to="/people/$user" params={{ user: session.user }} search={true}>
          {person(session.user)}
        </Link>
        <span aria-hidden="true">›</span>
        <code title={session.sessionId}>{shortId(session.sessionId, 8)}</code>
        {session.team && <span className="tag">{session.team}</span>}
      </nav>
      <div className="head-row" style={{ marginBottom: 0 }}>
        <h1>{sessionHeadline(session)}</h1>
        <div className="tools">
          <CopyPageLink />
        </div>
      </div>
      <Figures
        figures={[
          { name: 'Cost', value: usd(session.costUsd), from: repoName(session.repo) },
          { name: 'Started', value: shortInstant(session.startedAt), from: `UTC, to ${clock(session.endedAt)}` },
          { name: 'Tokens', value: compact(session.totalTokens), from: '' },
          {
            name: 'Tool calls',
            value: count(session.toolCalls),
            from: session.apiErrors > 0 ? `${plural(session.apiErrors, 'request')} failed` : 'no failed requests',
          },
          { name: 'Commits', value: known(session.commits), from: '' },
          {
            name: 'Lines added',
            value: known(session.linesAdded),
            from: session.linesRemoved === null ? 'not known per session' : `−${compact(session.linesRemoved)} removed`,
          },
        ]}
      />
      <section className="panel" style={{ marginTop: 16 }} aria-label="Time line">
        <header>
          <h2>Time line</h2>
          <span className="sub">area of a dot = cost of the prompt</span>
        </header>
        <div className="body">
          <div className="session-line" style={{ position: 'relative', height: 56, margin: '0 16px' }}>
            <div
              style={{ position: 'absolute', left: 0, right: 0, top: 28, borderTop: '1px solid var(--line-strong)' }}
            />
            {marks(session).map(({ prompt, left, width, size }) => (
              <span key={prompt.promptId}>
                <i
                  aria-hidden="true"
                  style={{
                    position: 'absolute',
                    left: `${left}%`,
                    width: `${width}%`,
                    top: 26,
                    height: 5,
                    borderRadius: 2,
                    background: 'color-mix(in srgb, var(--c1) 45%, var(--surface))',
                  }}
                />
                <Link
                  to="/prompts/$promptId"
                  params={{ promptId: prompt.promptId }}
                  search={true}
                  aria-label={`Prompt at ${clock(prompt.startedAt)}, ${fineCents(prompt.costUsd)}`}
                  title={`${clock(prompt.startedAt)} · ${fineCents(prompt.costUsd)} · ${duration(prompt.durationMs)}`}
                  style={{
                    position: 'absolute',
                    left: `${left}%`,
                    top: 28 - size / 2,
                    width: size,
                    height: size,
                    marginLeft: -size / 2,
                    borderRadius: '50%',
                    background: 'var(--c1)',
                  }}
                />
              </span>
            ))}
          </div>
          <p className="small muted" style={{ display: 'flex', justifyContent: 'space-between', margin: '0 16px' }}>
            <span>{clock(session.startedAt)}</span>
            <span>{clock(session.endedAt)} UTC</span>
          </p>
        </div>
      </section>
      <section className="panel" style={{ marginTop: 16 }} aria-label="Prompts">
        <header>
          <h2>Prompts</h2>
          <span className="sub">in the order of time; text is never stored</span>
          <div className="right">
            <button
              type="button"
              className="btn quiet"
              onClick={() => downloadCsv(promptsTable(session.prompts, `session-${shortId(session.sessionId, 8)}`))}
            >
              <Icon name="save" /> CSV
            </button>
          </div>
        </header>
        <div className="body flush scroll" tabIndex={0} role="region" aria-label="Prompts of the session">
          <table>
            <thead>
              <tr>
                <th scope="col">Prompt</th>
                <th scope="col" className="num">
                  Cost
                </th>
                {['Time', 'Tokens', 'Requests', 'Tool calls', 'Rejected', 'Subagents'].map((name) => (
                  <th key={name} scope="col" className="num hide-phone">
                    {name}
                  </th>
                ))}
                <th scope="col" className="hide-phone">
                  Models
                </th>
              </tr>
            </thead>
            <tbody>
              {session.prompts.map((prompt) => (
                <tr key={prompt.promptId}>
                  <td>
                    <Link
                      to="/prompts/$promptId"
                      params={{ promptId: prompt.promptId }}
                      search={true}
                      title={prompt.promptId}
                    >
                      <code>{shortId(prompt.promptId)}</code>
                    </Link>
                    <span className="sub">{clock(prompt.startedAt)}</span>
                  </td>
                  <td className="num main">{fineCents(prompt.costUsd)}</td>
                  <td className="num hide-phone">{duration(prompt.durationMs)}</td>
                  <td className="num hide-phone">{compact(prompt.totalTokens)}</td>
                  <td className="num hide-phone">{count(prompt.apiRequests)}</td>
                  <td className="num hide-phone">{count(prompt.toolCalls)}</td>
                  <td className="num hide-phone">{prompt.rejects || NONE}</td>
                  <td className="num hide-phone">{prompt.subagents || NONE}</td>
                  <td className="hide-phone second">{prompt.models.map(modelName).join(', ')}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </section>
    </>
  );
}
