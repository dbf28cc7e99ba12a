import { useQuery } from '@tanstack/react-query';
import { useCallback, useMemo, useRef } from 'react';
import { Chart, type ChartHandle } from '@/charts/Chart';
import { columnsOption } from '@/charts/columns';
import type { ChartTheme } from '@/charts/theme';
import type { ActiveUsers } from '@/lib/api/panels';
import { count } from '@/lib/format';
import { useScope } from '@/lib/useScope';
import { useTogether } from '@/ui/Answer';
import { Panel } from '@/ui/Panel';
import { activeUsersQuery } from './api';
import { shapeActive } from './shape';

export function ActiveUsersPanel() {
  const { scope, today } = useScope();
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
      keyFigure={(all) => count(all.users.length)}
      table={(all) => ({
        name: 'active-developers',
        columns: ['day', 'active_users'],
        rows: all.days.map((day) => [day.day, day.activeUsers]),
      })}
      png={() => handle.current?.savePng('active-developers')}
    >
      {(all) => (
        <>
          <Chart
            label={`Active developers per day; ${all.dau} on the last day, ${all.wau} in 7 days, ${all.mau} in 30 days`}
            height={206}
            option={option}
            points={model?.labels.length ?? 0}
            handle={handle}
          />
          <p className="triple">
            <span>
              <b>{count(all.dau)}</b> {last}
            </span>
            <span>
              <b>{count(all.wau)}</b> in 7 days
            </span>
            <span>
              <b>{count(all.mau)}</b> in 30 days
            </span>
          </p>
        </>
      )}
    </Panel>
  );
}
