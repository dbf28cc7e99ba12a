import { useMemo } from 'react';
import { beforeMark, saveRows } from '@/charts/save';
import { compact, count, duration, percentOfWhole, usd } from '@/lib/format';
import { useScope } from '@/lib/useScope';
import { BarList, Was } from '@/ui/BarList';
import { Panel } from '@/ui/Panel';
import { useSubagents } from './api';
import { agentTables, barsOf, kindsOf, pictureOf, shapeAgents } from './shape';

export function SubagentsPanel() {
  const { scope, compared, search, toggle } = useScope();
  const answer = useSubagents(scope, compared);
  const { data } = answer;
  const model = useMemo(() => (data ? shapeAgents(data[0], data[1], data[2].rows, data[3].rows) : undefined), [data]);
  const hasBefore = model?.repos.some((repo) => repo.shareBefore) ?? false;
  return (
    <Panel
      title="Subagents"
      sub={model && model.runs > 0 ? `${usd(model.cost)} · ${percentOfWhole(model.share)} of cost` : undefined}
      span={4}
      bonesAs="rows"
      answer={{ ...answer, data: model }}
      isEmpty={(all) => all.runs === 0 && all.repos.length === 0}
      emptyText="No subagents in these days"
      keyFigure={(all) => usd(all.cost)}
      table={agentTables}
      png={(all, about) => saveRows(about, 'subagents', () => pictureOf(all), hasBefore ? [beforeMark()] : [])}
    >
      {(all) => {
        const { rows, more, write } = kindsOf(all);
        return (
          <>
            <p className="subhead">
              <span>Share of each repo’s cost</span>
              {hasBefore && <Was of="before" />}
            </p>
            <BarList
              bars={barsOf(all)}
              format={usd}
              scale={1}
              chosen={search.repo}
              onPick={(key, add) => toggle('repo', key, add)}
            />
            <div className="kinds">
              <table className="tight inner">
                <thead>
                  <tr>
                    <th scope="col">Kind of agent</th>
                    <th scope="col" className="num">
                      Runs
                    </th>
                    <th scope="col" className="num" title="Mean time of a run">
                      Time
                    </th>
                    <th scope="col" className="num tokens" title="Mean tokens of a run">
                      Tokens
                    </th>
                    <th scope="col" className="num each" title="Mean cost of a run">
                      Each
                    </th>
                    <th scope="col" className="num">
                      Cost
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {rows.map((kind) => (
                    <tr key={kind.name}>
                      <td className="cut" title={kind.name}>
                        {kind.name}
                      </td>
                      <td className="num second">{count(kind.runs)}</td>
                      <td className="num second">{duration(kind.avgDurationMs)}</td>
                      <td className="num second tokens">{compact(kind.tokensEach)}</td>
                      <td className="num second each">{usd(kind.costEach)}</td>
                      <td className="num main">{write(kind.costUsd)}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
            {more > 0 && <p className="small muted">{more} more kinds</p>}
          </>
        );
      }}
    </Panel>
  );
}
