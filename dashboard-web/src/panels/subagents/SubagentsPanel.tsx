import { useMemo } from 'react';
import { percent, plural, repoName, usd, usdLike } from '@/lib/format';
import { useScope } from '@/lib/useScope';
import { BarList } from '@/ui/BarList';
import { Panel } from '@/ui/Panel';
import { useSubagents } from './api';
import { shapeAgents } from './shape';

const MOST_KINDS = 5;

export function SubagentsPanel() {
  const { scope, previous, search, toggle } = useScope();
  const answer = useSubagents(scope, previous);
  const { data } = answer;
  const model = useMemo(
    () => (data ? { ...shapeAgents(data[0], data[1], data[2].rows, data[3].rows), stats: data[0] } : undefined),
    [data],
  );
  return (
    <Panel
      title="Subagents"
      sub={model && model.runs > 0 ? `${usd(model.cost)} · ${percent(model.share)} of cost` : undefined}
      span={4}
      bonesAs="rows"
      answer={{ ...answer, data: model }}
      isEmpty={(all) => all.runs === 0 && all.repos.length === 0}
      emptyText="No subagents in these days"
      keyFigure={(all) => usd(all.cost)}
      table={(all) => ({
        name: 'subagents',
        columns: [
          'repo',
          'prompts',
          'prompts_with_subagents',
          'subagents',
          'max_depth',
          'avg_depth',
          'max_fanout',
          'avg_fanout',
          'subagent_cost_usd',
        ],
        rows: all.stats.repos.map((repo) => [
          repo.repo,
          repo.prompts,
          repo.promptsWithSubagents,
          repo.subagents,
          repo.maxDepth,
          repo.avgDepth,
          repo.maxFanout,
          repo.avgFanout,
          repo.subagentCostUsd,
        ]),
      })}
    >
      {(all) => (
        <>
          <p className="subhead">
            <span>Share of each repo’s cost</span>
            <span className="muted was">before</span>
          </p>
          <BarList
            bars={all.repos.map((repo) => ({
              key: repo.repo,
              name: repoName(repo.repo),
              title: repo.repo,
              value: repo.share ?? 0,
              text: usdLike(Math.max(...all.repos.map((each) => each.cost)))(repo.cost),
              share: repo.share,
              before: repo.shareBefore ?? 0,
            }))}
            format={usd}
            chosen={search.repo}
            onPick={(key, add) => toggle('repo', key, add)}
          />
          <p className="subhead" style={{ marginTop: 8 }}>
            By kind of agent
          </p>
          <table className="tight inner">
            <tbody>
              {all.stats.agents.slice(0, MOST_KINDS).map((agent) => (
                <tr key={agent.agentType}>
                  <td>{agent.agentType === '' ? 'unnamed' : agent.agentType}</td>
                  <td className="num second">{plural(agent.runs, 'run')}</td>
                  <td className="num second">{usd(agent.runs === 0 ? 0 : agent.costUsd / agent.runs)} each</td>
                  <td className="num main">{usdLike(all.stats.agents[0]?.costUsd ?? 0)(agent.costUsd)}</td>
                </tr>
              ))}
            </tbody>
          </table>
          {all.stats.agents.length > MOST_KINDS && (
            <p className="small muted">{all.stats.agents.length - MOST_KINDS} more kinds</p>
          )}
        </>
      )}
    </Panel>
  );
}
