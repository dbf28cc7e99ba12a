import { useQuery } from '@tanstack/react-query';
import { useCallback, useMemo, useRef } from 'react';
import { Chart, type ChartHandle } from '@/charts/Chart';
import { columnsOption } from '@/charts/columns';
import type { ChartTheme } from '@/charts/theme';
import { activePeople, type ActiveUsers } from '@/lib/api/panels';
import { count } from '@/lib/format';
import { useScope } from '@/lib/useScope';
import { useTogether } from '@/ui/Answer';
import { Panel } from '@/ui/Panel';
import { activeUsersQuery } from './api';
import { activeTables, shapeActive, totalsOf } from './shape';

export function ActiveUsersPanel() {
  const { scope, today, change } = useScope();
  const handle = useRef<ChartHandle>(null);
  const answer = useTogether(useQuery(activeUsersQuery(scope)));
  const active = answer.data?.[0];
  const model = useMemo(() => (active ? shapeActive(active, today) : null), [active, today]);
  const option = useCallback((theme: ChartTheme) => (model ? columnsOption(model, theme) : {}), [model]);
  const last = scope.to === today ? 'today' : 'last day';
  return (
    <Panel
      title="Active developers"
      sub="per day"
      span={4}
      bonesAs="chart"
      answer={{ ...answer, data: active }}
      isEmpty={(all: ActiveUsers) => all.mau === 0 && all.users.length === 0}
      emptyText="Nobody was active in these days"
      keyFigure={(all) => count(activePeople(all).length)}
      table={activeTables}
      png={(all, about) =>
        handle.current?.savePng(
          about,
          'active-developers',
          totalsOf(all, last).map(([value, name]) => ({ name, value: count(value), sign: 'c1' })),
        )
      }
    >
      {(all) => (
        <>
          <Chart
            label={`Active developers per day; ${all.dau} on the last day, ${all.wau} in 7 days, ${all.mau} in 30 days`}
            height={206}
            option={option}
            points={model?.labels.length ?? 0}
            handle={handle}
            spans={model?.spans}
            onPick={(from, to) => change({ from, to, range: undefined })}
          />
          <p className="triple">
            {totalsOf(all, last).map(([value, name]) => (
              <span key={name}>
                <b>{count(value)}</b> {name}
              </span>
            ))}
          </p>
        </>
      )}
    </Panel>
  );
}
