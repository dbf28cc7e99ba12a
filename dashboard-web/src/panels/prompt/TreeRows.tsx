import { type Range, useVirtualizer } from '@tanstack/react-virtual';
import { type CSSProperties, type RefObject, useEffect, useMemo, useRef, useState } from 'react';
import { count } from '@/lib/format';
import { usePhone } from '@/ui/usePhone';
import { CriticalLine } from './CriticalLine';
import { stairs } from './critical-path';
import { siblings } from './folds';
import { shares } from './rows';
import { percentOf, ticks, type View } from './time-axis';
import { TreeRow } from './TreeRow';
import type { TreeState } from './useTree';

/** A phone has the bars below the name, over its whole width. The same heights are in the style sheet. */
const ROW = { phone: 44, desk: 26 };
const OVERSCAN = 2;
/** Rows come and go by this many at a time: most frames of a scroll then change nothing in the page. */
const STEP = 8;
/** The same for the critical line, which is drawn as a whole. */
const BLOCK = 64;

function inSteps({ startIndex, endIndex, count: all }: Range): number[] {
  const first = Math.max(0, Math.floor((startIndex - OVERSCAN) / STEP) * STEP);
  const last = Math.min(all, Math.ceil((endIndex + 1 + OVERSCAN) / STEP) * STEP);
  return Array.from({ length: Math.max(0, last - first) }, (_, index) => first + index);
}

/** What may stay at the top of the window: a banner. And at its bottom: on a phone, the way to other pages. */
const COVERED_TOP = 56;
const COVERED_BOTTOM = { phone: 72, desk: 4 };

/** A box may reach out of the window: then the page moves too, as far as its row needs. */
function scrollIntoWindow(box: HTMLElement, top: number, height: number, covered: number): void {
  const at = box.getBoundingClientRect().top + top - box.scrollTop;
  const below = at + height + covered - window.innerHeight;
  if (at < COVERED_TOP) window.scrollBy(0, at - COVERED_TOP);
  else if (below > 0) window.scrollBy(0, below);
}

/** Only the rows in view exist in the page, whatever the size of the tree; scrolling draws nothing else anew. */
export function TreeRows({
  box,
  state,
  onPath,
  critical,
  view,
  write,
  onFold,
  onSelect,
}: {
  box: RefObject<HTMLDivElement | null>;
  state: TreeState;
  onPath: Uint8Array;
  critical: boolean;
  view: View;
  write: (costUsd: number) => string;
  onFold: (at: number, deep: boolean) => void;
  onSelect: (at: number) => void;
}) {
  const { model, shown, folds, selected, hit, target } = state;
  const { folded, agentsOnly } = folds;
  const phone = usePhone();
  const height = ROW[phone ? 'phone' : 'desk'];
  const virtualizer = useVirtualizer({
    count: shown.length,
    getScrollElement: () => box.current,
    estimateSize: () => height,
    rangeExtractor: inSteps,
  });
  useEffect(() => virtualizer.measure(), [virtualizer, height]);
  // As tall as what it shows, and never less again: a fold would move the page from under the mouse.
  const [most, setMost] = useState(shown.length);
  if (shown.length > most) setMost(shown.length);
  const places = useMemo(() => new Map(shown.map((row, place) => [row, place])), [shown]);
  const matches = useMemo(() => (state.text === '' ? null : new Set(state.found)), [state.text, state.found]);
  const beside = useMemo(() => siblings(model.rows), [model]);
  const parts = useMemo(() => shares(model.rows), [model]);
  const grid = useMemo(() => ticks(view), [view]);

  // In view in the box, and the box's part of it in the window.
  const covered = COVERED_BOTTOM[phone ? 'phone' : 'desk'];
  const answer = useRef(model.nodes);
  useEffect(() => {
    // A newer answer takes nobody back to the row, who looks elsewhere by now.
    const isNewer = answer.current !== model.nodes;
    answer.current = model.nodes;
    if (isNewer) return;
    const place = places.get(target);
    if (place === undefined) return;
    virtualizer.scrollToIndex(place, { align: 'auto' });
    if (box.current) scrollIntoWindow(box.current, place * height, height, covered);
  }, [model, target, places, virtualizer, box, height, covered]);

  const items = virtualizer.getVirtualItems();
  const first = Math.floor((items[0]?.index ?? 0) / BLOCK) * BLOCK;
  const last = Math.ceil(((items.at(-1)?.index ?? 0) + 1) / BLOCK) * BLOCK;
  const line = useMemo(() => {
    if (!critical) return null;
    const steps = stairs(model.rows, shown, folded, onPath, first, last);
    return (
      <CriticalLine
        steps={steps}
        top={first * height}
        height={(Math.min(last, shown.length) - first) * height}
        row={height}
        falls={!phone}
        view={view}
      />
    );
  }, [critical, model, shown, folded, onPath, first, last, view, height, phone]);

  return (
    <div
      className="tree-box"
      ref={box}
      style={{ '--rows': `${most * height}px` } as CSSProperties}
      role="tree"
      tabIndex={0}
      aria-label={`${count(shown.length)} rows`}
      aria-activedescendant={selected >= 0 && places.has(selected) ? `row-${selected}` : undefined}
      onFocus={({ target, currentTarget }) => {
        // By keyboard alone: a mouse is on its way to a row, which would move from under it.
        const byKeys = target === currentTarget && currentTarget.matches(':focus-visible');
        if (byKeys && selected < 0 && shown[0] !== undefined) state.select(shown[0]);
      }}
    >
      <div className="tree-inner" role="presentation" style={{ height: virtualizer.getTotalSize() }}>
        <div className="tree-over" aria-hidden="true">
          {grid.map((tick) => (
            <i key={tick} style={{ left: `${percentOf(view, tick)}%` }} />
          ))}
        </div>
        {items.map((item) => {
          const at = shown[item.index] ?? 0;
          const row = model.rows[at];
          if (!row) return null;
          return (
            <TreeRow
              key={at}
              at={at}
              row={row}
              rows={model.rows}
              top={item.start}
              hues={model.agents}
              folded={folded.has(at)}
              agentsOnly={agentsOnly.has(at)}
              selected={at === selected}
              dim={matches !== null && !matches.has(at)}
              hit={at === hit}
              view={view}
              cost={write(row.costUsd)}
              share={parts[at] ?? 0}
              position={beside.position[at] ?? 1}
              siblings={beside.size[at] ?? 1}
              onFold={onFold}
              onSelect={onSelect}
            />
          );
        })}
        {items.length > 0 && line}
      </div>
    </div>
  );
}
