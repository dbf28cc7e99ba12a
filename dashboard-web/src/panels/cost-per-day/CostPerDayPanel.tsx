import { type CSSProperties, useCallback, useMemo, useRef, useState } from 'react';
import { Chart, type ChartHandle } from '@/charts/Chart';
import { columnsOption } from '@/charts/columns';
import type { ChartTheme } from '@/charts/theme';
import { monthName } from '@/lib/days';
import { usd, usdLike } from '@/lib/format';
import { useScope } from '@/lib/useScope';
import { Panel } from '@/ui/Panel';
import { Segmented } from '@/ui/Segmented';
import { type SplitBy, useCostPerDay } from './api';
import { type CostInput, type CostModel, costTable, isForecastable, shapeCost } from './shape';

const SPLITS = [
  ['model', 'Model'],
  ['repo', 'Repo'],
  ['team', 'Team'],
  ['total', 'Total'],
] as const;

/** `about`: what the page is about already is no split. */
export function CostPerDayPanel({ height = 262, about }: { height?: number; about?: 'repo' | 'model' }) {
  const { scope, previous, today } = useScope();
  const [by, setBy] = useState<SplitBy>(about === 'model' ? 'repo' : 'model');
  const handle = useRef<ChartHandle>(null);
  const answer = useCostPerDay(scope, previous, by);
  const { data } = answer;
  const input = useMemo<CostInput | null>(
    () => (data ? { trend: data[0], before: data[1], series: data[2], by, scope, today } : null),
    [data, by, scope, today],
  );
  const model = useMemo(() => (input ? shapeCost(input) : null), [input]);
  return (
    <Panel
      title={model?.weekly ? 'Cost per week' : 'Cost per day'}
      span={8}
      bonesAs="chart"
      answer={{ ...answer, data: input && model ? { input, model } : undefined }}
      isEmpty={({ input: { trend } }) => trend.totalUsd === 0}
      emptyText="No cost in these days"
      right={
        <Segmented label="Split by" value={by} options={SPLITS.filter(([split]) => split !== about)} onChange={setBy} />
      }
      table={() => (input ? costTable(input) : { name: 'cost', columns: [], rows: [] })}
      png={() => handle.current?.savePng('cost-per-day')}
      bones={8}
      footer={({ input: { trend } }) => (
        <>
          <span>
            Last 7 full days <b>{usd(trend.weeklyRunRateUsd)}</b>
          </span>
          {isForecastable(trend, today) && (
            <span>
              {monthName(today)} is heading for <b>≈ {usd(trend.monthEndForecastUsd)}</b>
            </span>
          )}
        </>
      )}
    >
      {({ model: drawn, input: { trend } }) => (
        <Drawing model={drawn} total={trend.totalUsd} height={height} handle={handle} />
      )}
    </Panel>
  );
}

function Drawing({
  model,
  total,
  height,
  handle,
}: {
  model: CostModel;
  total: number;
  height: number;
  handle: React.RefObject<ChartHandle | null>;
}) {
  const option = useCallback((theme: ChartTheme) => columnsOption(model, theme), [model]);
  const write = usdLike(total);
  return (
    <>
      <div className="legend">
        {model.legend.map((each) => (
          <span key={each.name} style={{ '--c': `var(--${each.hue})` } as CSSProperties}>
            <i className="dot" />
            {each.name} <b>{write(each.total)}</b>
          </span>
        ))}
        {model.before && (
          <span>
            <i className="dash" />
            {model.before.name}
          </span>
        )}
        {model.forecast && (
          <span>
            <i className="hatch" />
            forecast
          </span>
        )}
      </div>
      <Chart
        label={`Cost per ${model.weekly ? 'week' : 'day'}, together ${write(total)}: ${model.legend
          .map((each) => `${each.name} ${write(each.total)}`)
          .join(', ')}`}
        height={height}
        option={option}
        points={model.labels.length}
        handle={handle}
      />
    </>
  );
}
