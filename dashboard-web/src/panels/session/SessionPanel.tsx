import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { saveRows } from '@/charts/save';
import { asFailure } from '@/lib/api/client';
import { promptsOf, type SessionDetail } from '@/lib/api/sessions';
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
import { failuresOf, promptsTable, requestsOf } from '@/lib/prompts-table';
import { sumOf } from '@/lib/stats';
import { Figures } from '@/ui/Figures';
import { Icon } from '@/ui/Icon';
import { PageLive } from '@/ui/Live';
import { Panel } from '@/ui/Panel';
import { Bones, CopyPageLink, Failed } from '@/ui/States';
import { sessionQuery } from './api';
import { SessionLine } from './SessionLine';
import { lineOf, pictureOf, sessionHeadline } from './shape';

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
        <Failed
          what="The session"
          error={session.error}
          at={session.errorUpdatedAt}
          retry={() => void session.refetch()}
        />
      ) : (
        <Bones rows={10} as="rows" />
      )}
    </>
  );
}

function Loaded({ session }: { session: SessionDetail }) {
  const known = (value: number | null) => (value === null ? NONE : compact(value));
  const hasSteps = session.prompts.length > 0;
  const failed = sumOf(session.prompts, (prompt) => prompt.toolFailures);
  const prompts = plural(promptsOf(session), 'prompt');
  const table = promptsTable(session.prompts, `session-${shortId(session.sessionId, 8)}`);
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
          <PageLive />
          <CopyPageLink />
        </div>
      </div>
      <Figures
        figures={[
          { name: 'Cost', value: usd(session.costUsd), from: repoName(session.repo) },
          {
            name: 'Started, UTC',
            value: shortInstant(session.startedAt),
            from: hasSteps ? `to ${endOf(session)}` : 'no prompt is known',
          },
          {
            name: 'Tokens',
            value: compact(session.totalTokens),
            from: !hasSteps
              ? 'by metrics'
              : session.apiErrors > 0
                ? `${plural(session.apiErrors, 'model request')} failed`
                : `${compact(session.totalTokens / promptsOf(session))} a prompt`,
          },
          {
            name: 'Tool calls',
            value: hasSteps ? count(session.toolCalls) : NONE,
            from: !hasSteps
              ? 'not known'
              : (failed > 0 ? `${count(failed)} failed` : 'none failed') + latest(' in ', session),
          },
          { name: 'Commits', value: known(session.commits), from: hasSteps ? `in ${prompts}` : 'by metrics' },
          {
            name: 'Lines added',
            value: known(session.linesAdded),
            from: session.linesRemoved === null ? 'not known per session' : `−${compact(session.linesRemoved)} removed`,
          },
        ]}
      />
      {hasSteps && (
        <div className="grid">
          <Panel
            title="Time line"
            sub={`UTC; area of a dot = cost of the prompt${latest('; ', session)}`}
            span={12}
            answer={{ data: session, error: null, stale: false, retry: () => undefined }}
            table={() => table}
            png={(drawn, about) => saveRows({ ...about, days: lineOf(drawn) }, table.name, () => pictureOf(drawn))}
          >
            {() => <SessionLine session={session} />}
          </Panel>
        </div>
      )}
      {!hasSteps && (
        <p className="said">
          <b>No prompt of this session is known.</b>
          <span>Its events did not arrive, or are no longer kept; cost and tokens are from its metrics.</span>
        </p>
      )}
      {hasSteps && <Prompts session={session} save={() => downloadCsv(table)} />}
    </>
  );
}

/** 14:02; of another day than it began 19 Nov 14:02 */
const endOf = ({ startedAt, endedAt }: SessionDetail): string =>
  startedAt.slice(0, 10) === endedAt.slice(0, 10) ? clock(endedAt) : shortInstant(endedAt);

/** What is listed when that is not all of them. */
const latest = (before: string, { prompts, promptsLeftOut }: SessionDetail): string =>
  promptsLeftOut > 0 ? `${before}the latest ${count(prompts.length)} prompts` : '';

function Prompts({ session, save }: { session: SessionDetail; save: () => void }) {
  return (
    <section className="panel" style={{ marginTop: 16 }} aria-label="Prompts">
      <header>
        <h2>Prompts</h2>
        <span className="sub">in the order of time; text is never stored{latest('; ', session)}</span>
        <div className="right">
          <button type="button" className="btn quiet" onClick={save}>
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
              {['Time', 'Tokens', 'Requests', 'Tool calls', 'Failed', 'Rejected', 'Subagents'].map((name) => (
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
                <td className="num hide-phone">{count(requestsOf(prompt))}</td>
                <td className="num hide-phone">{count(prompt.toolCalls)}</td>
                <td className="num hide-phone">{failuresOf(prompt) || NONE}</td>
                <td className="num hide-phone">{prompt.rejects || NONE}</td>
                <td className="num hide-phone">{prompt.subagents || NONE}</td>
                <td className="hide-phone second">{prompt.models.map(modelName).join(', ')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
