import type { EChartsCoreOption } from 'echarts/core';
import type { Day } from '@/lib/days';
import type { Hue } from '@/lib/palette';
import { niceStep, sum } from '@/lib/stats';
import type { ChartTheme } from './theme';

/** First and last day of each column; null where a click does nothing. */
export type ColumnSpans = readonly (readonly [from: Day, to: Day] | null)[];

/** Everything that is drawn, decided beforehand. null is a gap, not a zero. */
export interface ColumnsModel {
  /** Axis labels; an empty one is not drawn. */
  labels: string[];
  /** For the tooltip: Mon 23 Nov */
  titles: string[];
  series: { name: string; hue: Hue; values: (number | null)[] }[];
  before: { name: string; values: (number | null)[] } | null;
  forecast: (number | null)[] | null;
  /** The days of each column: a click narrows the page to them. */
  spans?: ColumnSpans | undefined;
  format: (value: number) => string;
  /** Values are whole: no line of the axis stands between two. */
  whole?: boolean;
}

/** The highest column, whatever it is made of. */
export function highest(model: ColumnsModel): number {
  const columns = model.labels.map((_, index) => sum(model.series.map((each) => each.values[index] ?? 0)));
  return Math.max(0, ...columns, ...(model.before?.values ?? []).map(Number), ...(model.forecast ?? []).map(Number));
}

const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** Day, parts, total, before. */
export function tooltip(model: ColumnsModel, index: number, theme: ChartTheme): string {
  const line = (mark: string, name: string, value: string) =>
    `<div style="display:flex;gap:16px;justify-content:space-between"><span>${mark}${escaped(name)}</span><b style="font-weight:600">${escaped(value)}</b></div>`;
  const dot = (hue: Hue) =>
    `<i style="display:inline-block;width:8px;height:8px;border-radius:2px;margin-right:6px;background:${theme.hue(hue)}"></i>`;
  const parts = model.series
    .map((each) => ({ ...each, value: each.values[index] ?? null }))
    .filter((each) => each.value !== null && each.value !== 0);
  const lines = parts.map((each) => line(dot(each.hue), each.name, model.format(each.value ?? 0)));
  if (parts.length > 1) lines.push(line('', 'Total', model.format(sum(parts.map((each) => each.value ?? 0)))));
  const forecast = model.forecast?.[index];
  if (forecast !== null && forecast !== undefined) lines.push(line('', 'Forecast', `≈ ${model.format(forecast)}`));
  else if (parts.length === 0) lines.push(line('', 'Nothing', model.format(0)));
  const before = model.before?.values[index];
  if (model.before && before !== null && before !== undefined) {
    lines.push(line('', model.before.name, model.format(before)));
  }
  if (model.spans?.[index]) {
    lines.push(
      `<div style="margin-top:4px;color:${theme.text3}">${theme.pick} to see ${model.spans[index][0] === model.spans[index][1] ? 'this day' : 'these days'} alone</div>`,
    );
  }
  return `<div style="font-weight:600;margin-bottom:4px">${escaped(model.titles[index] ?? '')}</div>${lines.join('')}`;
}

/** Over each column from edge to edge; null is a gap. */
export const steps = (values: readonly (number | null)[]): [number, number | null][] =>
  values.flatMap((value, index): [number, number | null][] => [
    [index, value],
    [index + 1, value],
  ]);

const columnOf = (at: unknown): number =>
  (at as { dataIndex: number; seriesType: string }[]).find((each) => each.seriesType === 'bar')?.dataIndex ?? 0;

export function columnsOption(model: ColumnsModel, theme: ChartTheme): EChartsCoreOption {
  const step = model.whole ? Math.max(1, Math.ceil(niceStep(highest(model)))) : niceStep(highest(model));
  const bar = { type: 'bar', stack: 'all', barCategoryGap: '28%', barMaxWidth: 36 } as const;
  return {
    animation: false,
    textStyle: { fontFamily: theme.font },
    grid: { left: 0, right: 4, top: 10, bottom: 4, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
    xAxis: [
      {
        type: 'category',
        data: model.labels,
        axisTick: { show: false },
        axisLine: { lineStyle: { color: theme.lineStrong } },
        axisLabel: {
          color: theme.text3,
          fontSize: 11,
          interval: (index: number) => model.labels[index] !== '',
          formatter: (label: string) => (label === 'Today' ? `{now|${label}}` : label),
          rich: { now: { color: theme.text, fontWeight: 500, fontSize: 11 } },
          hideOverlap: true,
          margin: 10,
        },
      },
      // Edges of columns, where the steps of the line before begin and end.
      {
        type: 'value',
        show: false,
        min: 0,
        max: model.labels.length,
        axisPointer: { show: false, triggerTooltip: false },
      },
    ],
    yAxis: {
      type: 'value',
      min: 0,
      interval: step,
      max: Math.max(step, Math.ceil(highest(model) / step) * step),
      // With numbers along the other axis too, the library would draw them.
      axisLine: { show: false },
      axisTick: { show: false },
      axisLabel: { color: theme.text3, fontSize: 11, formatter: model.format },
      splitLine: { lineStyle: { color: theme.line } },
    },
    tooltip: {
      trigger: 'axis',
      confine: true,
      axisPointer: { type: 'shadow', shadowStyle: { color: theme.text, opacity: 0.05 } },
      backgroundColor: theme.raised,
      borderColor: theme.line,
      padding: [8, 12],
      textStyle: { color: theme.text, fontSize: 12, fontFamily: theme.font },
      formatter: (at: unknown) => tooltip(model, columnOf(at), theme),
    },
    series: [
      ...model.series.map((each) => ({
        ...bar,
        name: each.name,
        // A bar of nothing would still have its border, and cut the axis.
        data: each.values.map((value) => value || null),
        itemStyle: { color: theme.hue(each.hue), borderColor: theme.surface, borderWidth: 0.5 },
        emphasis: { disabled: true },
      })),
      ...(model.forecast
        ? [
            {
              ...bar,
              name: 'forecast',
              data: model.forecast,
              emphasis: { disabled: true },
              itemStyle: {
                color: theme.surface,
                borderColor: theme.lineStrong,
                borderType: 'dashed',
                borderWidth: 1,
                decal: {
                  symbol: 'rect',
                  color: theme.lineStrong,
                  dashArrayX: [1, 0],
                  dashArrayY: [1, 4],
                  rotation: -Math.PI / 4,
                },
              },
            },
          ]
        : []),
      ...(model.before
        ? [
            {
              type: 'line',
              name: model.before.name,
              xAxisIndex: 1,
              tooltip: { show: false },
              symbol: 'none',
              silent: true,
              z: 5,
              data: steps(model.before.values),
              lineStyle: { color: theme.text, width: 1, type: [3, 2.5], opacity: 0.75 },
            },
          ]
        : []),
    ],
  };
}
