import { useQuery } from '@tanstack/react-query';
import { saveRows } from '@/charts/save';
import type { CSSProperties } from 'react';
import type { ToolDecisions } from '@/lib/api/panels';
import { count, decider, percentExact, percentOfWhole, plural } from '@/lib/format';
import { useScope } from '@/lib/useScope';
import { useTogether } from '@/ui/Answer';
import { Panel } from '@/ui/Panel';
import { toolDecisionsQuery } from './api';
import { LEGEND, partsOf, pictureOf, share, shapeTools } from './shape';

const hue = (name: string) => ({ '--c': `var(--${name})` }) as CSSProperties;

export function ToolDecisionsPanel() {
  const { scope } = useScope();
  const answer = useTogether(useQuery(toolDecisionsQuery(scope)));
  const decisions = answer.data?.[0];
  return (
    <Panel
      id="tool-decisions"
      title="Tool decisions"
      sub={decisions && `${count(decisions.total.accepts + decisions.total.rejects)} decisions`}
      span={4}
      bonesAs="bars"
      answer={{ ...answer, data: decisions }}
      isEmpty={(all: ToolDecisions) => all.tools.length === 0}
      emptyText="No tool was decided on in these days"
      keyFigure={(all) => percentExact(all.total.acceptRatio)}
      table={(all) => ({
        name: 'tool-decisions',
        columns: ['tool', 'decided_by', 'accepts', 'rejects'],
        rows: all.tools.flatMap((tool) =>
          tool.sources.map((source) => [tool.tool, source.source, source.accepts, source.rejects]),
        ),
        words: { decided_by: (source) => decider(String(source)) },
      })}
      png={(all, about) => saveRows(about, 'tool-decisions', () => pictureOf(shapeTools(all)), LEGEND)}
    >
      {(all) => {
        const { rows, more, deciders } = shapeTools(all);
        const parts = partsOf(deciders);
        return (
          <>
            <div className="scroll">
              <table className="tight inner">
                <thead>
                  <tr>
                    <th scope="col">Tool</th>
                    <th scope="col" style={{ width: '100%', whiteSpace: 'normal' }}>
                      Accepted · rejected
                    </th>
                    <th scope="col" className="num">
                      Decisions
                    </th>
                    <th scope="col" className="num">
                      Accepted
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {rows.map((row) => (
                    <tr key={row.tool}>
                      <td>{row.tool}</td>
                      <td>
                        <span className="ab" style={hue('c1')} aria-hidden="true">
                          <i style={{ width: `${row.acceptWidth}%` }} />
                          {row.rejects > 0 && <i className="rej" style={{ width: `max(3px, ${row.rejectWidth}%)` }} />}
                        </span>
                      </td>
                      <td className="num second">{count(row.accepts + row.rejects)}</td>
                      <td
                        className={row.low ? 'num flag' : 'num'}
                        title={
                          row.asked > 0
                            ? `People refused ${row.refused} of ${plural(row.asked, 'call')} that they were asked about`
                            : undefined
                        }
                      >
                        {percentOfWhole(row.ratio)}
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
            {more > 0 && <p className="small muted">{more} more tools in the table</p>}
            <p className="subhead" style={{ marginTop: 12 }}>
              Who decided
            </p>
            <div className="ab" aria-hidden="true">
              {parts.map((part) => (
                <i key={part.name} style={{ ...hue(part.hue), flex: part.value }} />
              ))}
            </div>
            <div className="legend" style={{ margin: '8px 0 0' }}>
              {parts.map((part) => (
                <span key={part.name} style={hue(part.hue)}>
                  <i className="dot" />
                  {part.name} <b>{percentOfWhole(share(part.value, deciders))}</b>
                </span>
              ))}
            </div>
          </>
        );
      }}
    </Panel>
  );
}
