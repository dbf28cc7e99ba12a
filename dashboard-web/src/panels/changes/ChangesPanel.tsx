import { saveRows } from '@/charts/save';
import { type CSSProperties, useMemo, useState } from 'react';
import { comparedColumns, comparisonInFull } from '@/lib/filters';
import { signedUsd } from '@/lib/format';
import { compare, type Group } from '@/lib/groups';
import { DIMENSION_NAMES, nameOf } from '@/lib/names';
import { wholeMicros } from '@/lib/stats';
import { useOneTeam } from '@/lib/useOneTeam';
import { useScope } from '@/lib/useScope';
import { useAsked } from '@/ui/Answer';
import { Panel } from '@/ui/Panel';
import { Segmented } from '@/ui/Segmented';
import { type ChangeBy, useChanges } from './api';
import { type ChangeRow, formatOf, nothingBefore, pictureOf, shapeChanges } from './shape';

const BY = (['repo', 'team', 'user', 'model'] as const).map((each) => [each, DIMENSION_NAMES[each]] as const);

/** `about`: what the page is about does not change by itself. */
export function ChangesPanel({ about }: { about?: ChangeBy }) {
  const { scope: asked, changes: told, today, toggle } = useScope();
  const [by, setBy] = useState<ChangeBy>('repo');
  const oneTeam = useOneTeam(asked, about === 'user');
  const answer = useChanges(told, by);
  const { data } = answer;
  const { scope, compared } = useAsked(answer, { scope: asked, compared: told });
  const what = `Cost of ${comparisonInFull(scope, compared)}`;
  const groups = useMemo(() => (data ? compare(by, data[0].rows, data[1].rows) : undefined), [data, by]);
  return (
    <Panel
      title="What changed"
      span={4}
      bonesAs="bars"
      answer={{ ...answer, data: groups }}
      isEmpty={(all: Group[]) => all.every((group) => group.before === 0)}
      emptyText={nothingBefore(scope, compared, today)}
      right={
        <Segmented
          label="Change by"
          value={by}
          options={BY.filter(([each]) => each !== about && !(each === 'team' && oneTeam))}
          onChange={setBy}
        />
      }
      table={(all) => ({
        name: `change-by-${by}`,
        columns: [by, ...comparedColumns(scope, compared, 'cost_usd'), 'change_usd'],
        rows: all.map((group) => [group.key, group.now, group.before, wholeMicros(group.now - group.before)]),
      })}
      png={(all, about) => saveRows(about, `change-by-${by}`, () => [pictureOf(shapeChanges(all), by, what)])}
      footer={() => <span>{what}</span>}
    >
      {(all) => {
        const changes = shapeChanges(all);
        const write = formatOf(changes);
        return (
          <ul className="diverge" style={{ '--zero': `${changes.zero}%` } as CSSProperties}>
            {changes.rows.map((row) => (
              <li key={row.key + row.rest}>
                {row.rest > 0 ? (
                  <div>
                    <Line row={row} name={`${row.rest} others`} value={signedUsd(row.delta, write)} />
                  </div>
                ) : (
                  <button type="button" title={row.key} onClick={(event) => toggle(by, row.key, event.shiftKey)}>
                    <Line row={row} name={nameOf(by, row.key)} value={signedUsd(row.delta, write)} />
                  </button>
                )}
              </li>
            ))}
            <li className="total">
              <div>
                <Line row={changes.total} name="Total" value={signedUsd(changes.total.delta, write)} />
              </div>
            </li>
          </ul>
        );
      }}
    </Panel>
  );
}

function Line({ row, name, value }: { row: ChangeRow; name: string; value: string }) {
  return (
    <>
      <span className="cut">{name}</span>
      <span className="axis" aria-hidden="true">
        {row.width > 0 && (
          <i className={row.hot ? 'hot' : undefined} style={{ left: `${row.left}%`, width: `${row.width}%` }} />
        )}
      </span>
      <span className="num">{value}</span>
    </>
  );
}
