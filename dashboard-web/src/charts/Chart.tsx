import { useComputedColorScheme } from '@mantine/core';
import type { EChartsCoreOption, EChartsType } from 'echarts/core';
import { type RefObject, useEffect, useImperativeHandle, useRef, useState } from 'react';
import { reportExport } from '@/lib/api/exports';
import { type ChartTheme, readTheme } from './theme';

export interface ChartHandle {
  savePng: (name: string) => void;
}

interface Props {
  /** The sentence that the picture says. */
  label: string;
  height: number;
  option: (theme: ChartTheme) => EChartsCoreOption;
  points: number;
  handle?: RefObject<ChartHandle | null>;
}

/** Draws an option; decides nothing. The library is loaded when the first chart is. */
export function Chart({ label, height, option, points, handle }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const [chart, setChart] = useState<EChartsType | null>(null);
  const [broken, setBroken] = useState(false);
  const at = useRef(-1);
  const scheme = useComputedColorScheme('light');

  useEffect(() => {
    let made: EChartsType | null = null;
    let gone = false;
    let observer: ResizeObserver | null = null;
    import('./engine')
      .then(({ init }) => {
        if (gone || !box.current) return;
        made = init(box.current);
        observer = new ResizeObserver(() => made?.resize());
        observer.observe(box.current);
        setChart(made);
      })
      .catch(() => setBroken(true));
    return () => {
      gone = true;
      observer?.disconnect();
      made?.dispose();
      setChart(null);
    };
  }, []);

  useEffect(() => {
    chart?.setOption(option(readTheme()), { notMerge: true });
  }, [chart, option, scheme]);

  useImperativeHandle(
    handle,
    () => ({
      savePng: (name) => {
        if (!chart) return;
        const link = document.createElement('a');
        link.href = chart.getDataURL({ type: 'png', pixelRatio: 2, backgroundColor: readTheme().surface });
        link.download = `${name}.png`;
        link.click();
        reportExport(`${name}.png`);
      },
    }),
    [chart],
  );

  const show = (index: number) => {
    at.current = Math.max(0, Math.min(points - 1, index));
    chart?.dispatchAction({ type: 'showTip', seriesIndex: 0, dataIndex: at.current });
  };

  if (broken) return <p className="said">The chart could not be loaded. Show it as a table instead.</p>;
  return (
    <div
      ref={box}
      className="chart"
      style={{ height }}
      role="img"
      aria-label={label}
      tabIndex={0}
      onKeyDown={(event) => {
        if (event.key === 'ArrowRight') show(at.current + 1);
        else if (event.key === 'ArrowLeft') show(at.current < 0 ? points - 1 : at.current - 1);
        else if (event.key === 'Escape') chart?.dispatchAction({ type: 'hideTip' });
        else return;
        event.preventDefault();
      }}
      onBlur={() => chart?.dispatchAction({ type: 'hideTip' })}
    />
  );
}
