import { type CSSProperties, useCallback, useMemo, useRef, useState } from 'react';
import { Chart, type ChartHandle } from '@/charts/Chart';
import { columnsOption } from '@/charts/columns';
import type { ChartTheme } from '@/charts/theme';
import { addDays, type Day, monthName } from '@/lib/days';
import { spell } from '@/lib/filters';
import { usd, usdLike } from '@/lib/format';
import { useOneTeam } from '@/lib/useOneTeam';
import { useScope } from '@/lib/useScope';
import { useAsked } from '@/ui/Answer';
import { Panel } from '@/ui/Panel';
import { Segmented } from '@/ui/Segmented';
import { type SplitBy, useCostPerDay } from './api';
import { type CostInput, type CostModel, costTables, isForecastable, legendOf, shapeCost } from './shape';

const SPLITS = [
  ['model', 'Model'],
  ['repo', 'Repo'],
  ['team', 'Team'],
  ['total', 'Total'],
] as const;

/** `about`: what the page is about already is no split. */
export function CostPerDayPanel({ height = 262, about }: { height?: number; about?: 'user' | 'repo' | 'model' }) {
  const { scope: asked, previous, today: day, change } = useScope();
  const oneTeam = useOneTeam(asked, about === 'user');
  const [split, setSplit] = useState<SplitBy>(about === 'model' ? 'repo' : 'model');
  const handle = useRef<ChartHandle>(null);
  const answer = useCostPerDay(asked, previous, split, day);
  const { data } = answer;
  const { scope, by, today } = useAsked(answer, { scope: asked, by: split, today: day });
  const input = useMemo<CostInput | null>(
    () => (data ? { trend: data[0], before: data[1], month: data[2], series: data[3], by, scope, today } : null),
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
        <Segmented
          label="Split by"
          value={split}
          options={SPLITS.filter(([each]) => each !== about && !(each === 'team' && oneTeam))}
          onChange={setSplit}
        />
      }
      table={({ input: found }) => costTables(found)}
      png={({ model: drawn, input: { trend } }, about) =>
        handle.current?.savePng(about, 'cost-per-day', legendOf(drawn, usdLike(trend.totalUsd)))
      }
      bones={8}
      footer={({ input: { trend, month } }) => (
        <>
          {scope.to >= addDays(today, -1) && trend.weeklyRunRateUsd !== null && (
            <span>
              Last 7 full days, {spell(addDays(today, -7), addDays(today, -1))}: <b>{usd(trend.weeklyRunRateUsd)}</b>
            </span>
          )}
          {trend.monthEndForecastUsd !== null && isForecastable(month, today) && (
            <span>
              {monthName(today)} is heading for <b>≈ {usd(trend.monthEndForecastUsd)}</b>, by the mean of 14 days
            </span>
          )}
        </>
      )}
    >
      {({ model: drawn, input: { trend } }) => (
        <Drawing
          model={drawn}
          total={trend.totalUsd}
          height={height}
          handle={handle}
          onPick={(from, to) => change({ from, to, range: undefined })}
        />
      )}
    </Panel>
  );
}

function Drawing({
  model,
  total,
  height,
  handle,
  onPick,
}: {
  model: CostModel;
  total: number;
  height: number;
  handle: React.RefObject<ChartHandle | null>;
  onPick: (from: Day, to: Day) => void;
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
        <span>
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
        </span>
      </div>
      <Chart
        label={`Cost per ${model.weekly ? 'week' : 'day'}, together ${write(total)}: ${model.legend
          .map((each) => `${each.name} ${write(each.total)}`)
          .join(', ')}`}
        height={height}
        option={option}
        points={model.labels.length}
        handle={handle}
        spans={model.spans}
        onPick={onPick}
      />
    </>
  );
}
