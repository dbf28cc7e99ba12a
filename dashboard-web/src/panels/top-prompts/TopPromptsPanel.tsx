import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type PromptLine, TOP_PROMPTS } from '@/lib/api/prompts';
import { shortInstant } from '@/lib/days';
import { fineCents, compact, count, duration, person, repoName, shortId, usd } from '@/lib/format';
import { promptsTable, requestsOf, subagentsOf } from '@/lib/prompts-table';
import { useScope } from '@/lib/useScope';
import { useTogether } from '@/ui/Answer';
import { Panel } from '@/ui/Panel';
import { topPromptsQuery } from './api';

/** As many as there are latest sessions. */
const BESIDE_SESSIONS = 9;

export function TopPromptsPanel({
  span = 8,
  other,
  sub = 'text is never stored',
}: {
  span?: 6 | 8;
  /** On the page of one person or repo: the one that differs from row to row. Without it, both are there. */
  other?: 'user' | 'repo';
  sub?: string;
}) {
  const { scope } = useScope();
  const wide = other === undefined;
  const [user, repo] = [other !== 'repo', other !== 'user'];
  const answer = useTogether(useQuery(topPromptsQuery(scope, wide ? TOP_PROMPTS : BESIDE_SESSIONS)));
  const prompts = answer.data?.[0].prompts;
  const most = Math.max(...(prompts ?? []).map((prompt) => prompt.costUsd), 1e-9);
  return (
    <Panel
      title="Most expensive prompts"
      sub={sub}
      span={span}
      bonesAs="rows"
      answer={{ ...answer, data: prompts }}
      isEmpty={(all: PromptLine[]) => all.length === 0}
      emptyText="No prompts in these days"
      right={
        <Link to="/prompts" search={(now) => ({ ...now, ...scope.filters })}>
          More prompts
        </Link>
      }
      keyFigure={(all) => usd(all[0]?.costUsd ?? 0)}
      table={promptsTable}
      flush
    >
      {(all) => (
        <div className="scroll" tabIndex={0} role="region" aria-label="Most expensive prompts">
          <table>
            <thead>
              <tr>
                <th scope="col">Prompt</th>
                {user && (
                  <th scope="col" className="hide-phone">
                    Developer
                  </th>
                )}
                {repo && (
                  <th scope="col" className="hide-phone">
                    Repo
                  </th>
                )}
                <th scope="col" className="num" aria-sort="descending">
                  Cost ↓
                </th>
                <th scope="col" className="num hide-phone">
                  Time
                </th>
                {wide && (
                  <th scope="col" className="num hide-phone">
                    Tokens
                  </th>
                )}
                {wide && (
                  <th scope="col" className="num hide-phone hide-small">
                    Requests
                  </th>
                )}
                <th scope="col" className="num hide-phone">
                  Subagents
                </th>
              </tr>
            </thead>
            <tbody>
              {all.map((prompt) => (
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
                    <span className="sub">{shortInstant(prompt.startedAt)}</span>
                  </td>
                  {user && (
                    <td className="hide-phone" title={prompt.user}>
                      {person(prompt.user)}
                    </td>
                  )}
                  {repo && (
                    <td className="hide-phone" title={prompt.repo}>
                      {repoName(prompt.repo)}
                    </td>
                  )}
                  <td className="num main">
                    {fineCents(prompt.costUsd)}
                    <span className={wide ? 'meter' : 'meter hide-small'} aria-hidden="true">
                      <i style={{ width: `${(prompt.costUsd / most) * 100}%` }} />
                    </span>
                  </td>
                  <td className="num second hide-phone">{duration(prompt.durationMs)}</td>
                  {wide && <td className="num second hide-phone">{compact(prompt.totalTokens)}</td>}
                  {wide && <td className="num second hide-phone hide-small">{count(requestsOf(prompt))}</td>}
                  <td className="num second hide-phone">{subagentsOf(prompt)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Panel>
  );
}
