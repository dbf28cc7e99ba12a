import { useComputedColorScheme } from '@mantine/core';
import type { EChartsCoreOption, EChartsType } from 'echarts/core';
import { type RefObject, useEffect, useImperativeHandle, useRef, useState } from 'react';
import type { Day } from '@/lib/days';
import type { About } from '@/ui/Panel';
import type { Mark } from './picture';
import { savePicture } from './save';
import type { ColumnSpans } from './columns';
import { type ChartTheme, isTouched, readTheme } from './theme';

export interface ChartHandle {
  savePng: (about: About, file: string, legend?: readonly Mark[]) => void;
}

interface Props {
  /** The sentence that the picture says. */
  label: string;
  height: number;
  option: (theme: ChartTheme) => EChartsCoreOption;
  points: number;
  handle?: RefObject<ChartHandle | null>;
  spans?: ColumnSpans | undefined;
  /** A column was clicked, or chosen with Enter. */
  onPick?: (from: Day, to: Day) => void;
}

/** How far below the window a chart is still about to be seen. */
const NEAR_PX = 300;

/** Does it when the place is seen, or about to be. */
const inView = <T,>(place: Element, then: () => Promise<T>): Promise<T> =>
  new Promise((done) => {
    const watch = new IntersectionObserver(
      (entries) => {
        if (!entries.some((entry) => entry.isIntersecting)) return;
        watch.disconnect();
        done(then());
      },
      { rootMargin: `${NEAR_PX}px` },
    );
    watch.observe(place);
  });

/** Draws an option; decides nothing. The library is loaded when the first chart is about to be seen. */
export function Chart({ label, height, option, points, handle, spans, onPick }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const [chart, setChart] = useState<EChartsType | null>(null);
  const [broken, setBroken] = useState(false);
  const at = useRef(-1);
  const tapped = useRef('');
  const scheme = useComputedColorScheme('light');

  useEffect(() => {
    const place = box.current;
    if (!place) return;
    let made: EChartsType | null = null;
    let gone = false;
    let observer: ResizeObserver | null = null;
    inView(place, () => import('./engine'))
      .then(({ init }) => {
        if (gone) return;
        made = init(place);
        observer = new ResizeObserver(() => made?.resize());
        observer.observe(place);
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
    if (!chart || !spans || !onPick) return;
    const pen = chart.getZr();
    const columnAt = ({ offsetX, offsetY }: { offsetX: number; offsetY: number }) => {
      if (!chart.containPixel('grid', [offsetX, offsetY])) return null;
      return spans[Number(chart.convertFromPixel({ xAxisIndex: 0 }, offsetX))] ?? null;
    };
    const click = (event: { offsetX: number; offsetY: number }) => {
      const span = columnAt(event);
      const column = span?.join() ?? '';
      // A finger reads a column by a tap, as a mouse does by pointing: a second tap on it is the click.
      const reads = isTouched() && tapped.current !== column;
      tapped.current = column;
      if (span && !reads) onPick(...span);
    };
    const point = (event: { offsetX: number; offsetY: number }) =>
      pen.setCursorStyle(columnAt(event) ? 'pointer' : 'default');
    pen.on('click', click);
    pen.on('mousemove', point);
    return () => {
      pen.off('click', click);
      pen.off('mousemove', point);
    };
  }, [chart, spans, onPick]);

  useEffect(() => {
    chart?.setOption(option(readTheme()), { notMerge: true });
  }, [chart, option, scheme]);

  useImperativeHandle(
    handle,
    () => ({
      savePng: (about, file, legend = []) => {
        if (!chart) return;
        const [width, height] = [chart.getWidth(), chart.getHeight()];
        const drawn = chart.renderToCanvas({ pixelRatio: 2, backgroundColor: readTheme().surface });
        const draw = (pen: CanvasRenderingContext2D) => pen.drawImage(drawn, 0, 0, width, height);
        savePicture({ ...about, file, legend, width, height, draw });
      },
    }),
    [chart],
  );

  const show = (index: number) => {
    at.current = Math.max(0, Math.min(points - 1, index));
    if (!chart) return;
    // By its place, as a mouse points at it: of a column without a first part the library would show nothing.
    const x = chart.convertToPixel({ xAxisIndex: 0 }, at.current);
    chart.dispatchAction({ type: 'showTip', x, y: chart.getHeight() / 2 });
  };

  if (broken) return <p className="said">The chart could not be loaded. Show it as a table instead.</p>;
  return (
    <div
      ref={box}
      className="chart"
      style={{ flexBasis: height, minHeight: height }}
      role="img"
      aria-label={label}
      tabIndex={0}
      onKeyDown={(event) => {
        if (event.key === 'ArrowRight') show(at.current + 1);
        else if (event.key === 'ArrowLeft') show(at.current < 0 ? points - 1 : at.current - 1);
        else if (event.key === 'Enter') {
          const span = spans?.[at.current];
          if (span) onPick?.(...span);
        } else if (event.key === 'Escape') chart?.dispatchAction({ type: 'hideTip' });
        else return;
        event.preventDefault();
      }}
      onBlur={() => chart?.dispatchAction({ type: 'hideTip' })}
    />
  );
}
