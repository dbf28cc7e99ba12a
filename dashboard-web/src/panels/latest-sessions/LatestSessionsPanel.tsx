import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { hasPrompts, lengthOf, type Session } from '@/lib/api/sessions';
import { shortInstant } from '@/lib/days';
import { fineCents, count, duration, NONE, person, repoName, shortId } from '@/lib/format';
import { useScope } from '@/lib/useScope';
import { useTogether } from '@/ui/Answer';
import { Panel } from '@/ui/Panel';
import { sessionsQuery } from './api';

const lengthName = (row: Session): string => {
  const length = lengthOf(row);
  return length === null ? NONE : duration(length);
};

/** The sessions of a person, a repo or a model that were active last: by the time that they show. */
export function LatestSessionsPanel({ other, sub }: { other: 'user' | 'repo'; sub?: string }) {
  const { scope } = useScope();
  const answer = useTogether(useQuery(sessionsQuery(scope, 9)));
  return (
    <Panel
      title="Latest sessions"
      sub={sub}
      span={6}
      bonesAs="rows"
      answer={{ ...answer, data: answer.data?.[0].sessions }}
      isEmpty={(all: Session[]) => all.length === 0}
      emptyText="No sessions in these days"
      right={
        <Link to="/sessions" search={(now) => ({ ...now, ...scope.filters })}>
          More
        </Link>
      }
      keyFigure={(all) => (all[0] ? shortInstant(all[0].endedAt) : NONE)}
      table={(all) => ({
        name: 'latest-sessions',
        columns: ['session_id', 'user', 'repo', 'started_at', 'ended_at', 'prompts', 'cost_usd'],
        rows: all.map((row) => [
          row.sessionId,
          row.user,
          row.repo,
          row.startedAt,
          row.endedAt,
          hasPrompts(row) ? row.prompts : null,
          row.costUsd,
        ]),
      })}
      flush
    >
      {(all) => (
        <div className="scroll" tabIndex={0} role="region" aria-label="Latest sessions">
          <table>
            <thead>
              <tr>
                <th scope="col">Session, last active ↓</th>
                <th scope="col" className="hide-phone">
                  {other === 'repo' ? 'Repo' : 'Developer'}
                </th>
                <th scope="col" className="num hide-phone">
                  Length
                </th>
                <th scope="col" className="num hide-phone">
                  Prompts
                </th>
                <th scope="col" className="num">
                  Cost
                </th>
              </tr>
            </thead>
            <tbody>
              {all.map((row) => (
                <tr key={row.sessionId}>
                  <td>
                    <Link
                      to="/sessions/$sessionId"
                      params={{ sessionId: row.sessionId }}
                      search={true}
                      title={row.sessionId}
                    >
                      <code>{shortId(row.sessionId)}</code>
                    </Link>
                    <span className="sub">{shortInstant(row.endedAt)}</span>
                  </td>
                  <td className="hide-phone">{other === 'repo' ? repoName(row.repo) : person(row.user)}</td>
                  <td className="num second hide-phone">{lengthName(row)}</td>
                  <td className="num second hide-phone">{hasPrompts(row) ? count(row.prompts) : NONE}</td>
                  <td className="num main">{fineCents(row.costUsd)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Panel>
  );
}
