import { useVirtualizer } from '@tanstack/react-virtual';
import { type CSSProperties, type KeyboardEvent, memo, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { count, duration, usdLike, compact } from '@/lib/format';
import { niceStep } from '@/lib/stats';
import { Icon } from '@/ui/Icon';
import { Segmented } from '@/ui/Segmented';
import type { SpanTree } from './api';
import { Details } from './Details';
import { Minimap } from './Minimap';
import { agentsOf, criticalPath, type Row } from './shape';
import { useTree } from './useTree';

const ROW = 26;
const PAGE = 20;

/** The waterfall: only the rows in view exist in the page, whatever the size of the tree. */
export function Tree({ tree }: { tree: SpanTree }) {
  const state = useTree(tree);
  const { model, shown, folded, selected } = state;
  const [critical, setCritical] = useState(true);
  const [details, setDetails] = useState(true);
  const total = Math.max(1, model.durationMs);
  const [zoom, setZoom] = useState<[number, number]>([0, total]);
  const box = useRef<HTMLDivElement>(null);
  const find = useRef<HTMLInputElement>(null);
  const virtualizer = useVirtualizer({
    count: shown.length,
    getScrollElement: () => box.current,
    estimateSize: () => ROW,
    overscan: 10,
  });

  const path = useMemo(() => criticalPath(model.nodes, model.placed), [model]);
  const onPath = useMemo(() => rowsOnPath(model.rows, path), [model, path]);
  const agentOf = useMemo(() => {
    const { index } = agentsOf(model.nodes);
    return (node: number) => index.get(model.nodes[node]?.agentId ?? null) ?? 0;
  }, [model]);
  const places = useMemo(() => new Map(shown.map((row, place) => [row, place])), [shown]);
  const matches = useMemo(() => (state.text === '' ? null : new Set(state.found)), [state.text, state.found]);
  const waiting = useMemo(() => leaves(model.rows, (row) => row.waitMs > 0), [model]);
  const failed = useMemo(() => leaves(model.rows, (row) => row.failed || row.rejected), [model]);

  useEffect(() => {
    const place = places.get(selected);
    if (place !== undefined) virtualizer.scrollToIndex(place, { align: 'auto' });
  }, [selected, places, virtualizer]);

  const move = (steps: number) => {
    const place = places.get(selected) ?? -1;
    const next = shown[Math.max(0, Math.min(shown.length - 1, place + steps))];
    if (next !== undefined) state.select(next);
  };

  const letters = useCallback(
    (key: string): boolean => {
      switch (key) {
        case 'c':
          setCritical((on) => !on);
          return true;
        case '1':
          state.toAgents();
          return true;
        case 'e':
          state.unfoldAll();
          return true;
        case 'o':
          state.others();
          return true;
        case 'w':
          state.next(waiting);
          return true;
        case 'x':
          state.next(failed);
          return true;
        default:
          return false;
      }
    },
    [state, waiting, failed],
  );

  const arrows = (event: KeyboardEvent): boolean => {
    const row = model.rows[selected];
    const hasChildren = row !== undefined && row.end > selected + 1;
    switch (event.key) {
      case 'ArrowDown':
        move(1);
        return true;
      case 'ArrowUp':
        move(-1);
        return true;
      case 'PageDown':
        move(PAGE);
        return true;
      case 'PageUp':
        move(-PAGE);
        return true;
      case 'Home':
        move(-shown.length);
        return true;
      case 'End':
        move(shown.length);
        return true;
      case 'ArrowRight':
        if (hasChildren && folded.has(selected)) state.toggle(selected);
        else if (hasChildren) move(1);
        return true;
      case 'ArrowLeft':
        if (hasChildren && !folded.has(selected)) state.toggle(selected);
        else if (row && row.parent >= 0) state.select(row.parent);
        return true;
      case 'Enter':
        setDetails((on) => !on);
        return true;
      default:
        return false;
    }
  };

  // Rows keep their handlers, so that scrolling draws only those that come into view.
  const latest = useRef(state);
  useEffect(() => {
    latest.current = state;
  });
  const onFold = useCallback((at: number, deep: boolean) => latest.current.toggle(at, deep), []);
  const onSelect = useCallback((at: number) => {
    latest.current.select(at);
    setDetails(true);
  }, []);

  const items = virtualizer.getVirtualItems();
  const [from, to] = zoom;
  const x = (ms: number) => ((ms - from) / (to - from)) * 100;
  const write = usdLike(tree.totals.costUsd);
  const allCost = Math.max(tree.totals.costUsd, 1e-9);
  const selectedRow = model.rows[selected];
  return (
    <section
      className={details && selectedRow ? 'wf with-detail' : 'wf'}
      aria-label="Tree of the prompt"
      onKeyDown={(event) => {
        if (event.target instanceof HTMLInputElement || event.metaKey || event.ctrlKey || event.altKey) return;
        if (letters(event.key.toLowerCase()) || (event.target === box.current && arrows(event))) {
          event.preventDefault();
          event.stopPropagation();
        }
      }}
    >
      <div className="tools">
        <label className="search">
          <Icon name="search" />
          <input
            ref={find}
            type="search"
            data-search
            aria-label="Search spans"
            placeholder="Search spans"
            value={state.text}
            onChange={(event) => state.setText(event.target.value)}
            onKeyDown={(event) => {
              if (event.key === 'Enter') state.next(state.found);
              if (event.key === 'Escape') {
                state.setText('');
                box.current?.focus();
              }
            }}
          />
          {state.text === '' ? (
            <kbd className="hide-phone">/</kbd>
          ) : (
            <span className="small">{count(state.found.length)}</span>
          )}
        </label>
        <Segmented
          label="Rows are"
          value={state.grouping}
          options={[
            ['turns', 'Turns'],
            ['spans', 'Spans'],
          ]}
          onChange={state.setGrouping}
        />
        <button
          type="button"
          className={critical ? 'btn on' : 'btn'}
          aria-pressed={critical}
          onClick={() => setCritical(!critical)}
        >
          Critical path <kbd className="hide-phone">C</kbd>
        </button>
        <button type="button" className="btn" disabled={waiting.length === 0} onClick={() => state.next(waiting)}>
          Waiting <span className="muted">{waiting.length}</span>
        </button>
        <button type="button" className="btn" disabled={failed.length === 0} onClick={() => state.next(failed)}>
          Failed <span className="muted">{failed.length}</span>
        </button>
        <span className="grow" />
        <span className="small muted" role="status">
          {count(shown.length)} rows of {count(tree.nodes.length)} spans
        </span>
        <button type="button" className="btn quiet" onClick={state.unfoldAll}>
          Unfold all <kbd className="hide-phone">E</kbd>
        </button>
        <button type="button" className="btn quiet" onClick={state.toAgents}>
          Fold to agents <kbd className="hide-phone">1</kbd>
        </button>
      </div>
      <div className="main">
        <div className="cols mini">
          <div className="lbl">
            <span className="hide-phone">
              Drag to zoom, double-click to reset.
              <br />
              The line is the cost adding up.
            </span>
            <span className="num">
              {write(tree.totals.costUsd)}
              <br />
              $0
            </span>
          </div>
          <Minimap model={model} agentOf={agentOf} window={zoom} onZoom={(start, end) => setZoom([start, end])} />
        </div>
        <div className="cols whead" aria-hidden="true">
          <span>Agent, {state.grouping === 'turns' ? 'turn' : 'span'}</span>
          <span className="num">Cost</span>
          <span />
          <span className="num tok">Tokens</span>
          <span className="num t" style={{ paddingRight: 14 }}>
            Time
          </span>
          <div className="ticks">
            {ticks(from, to).map((tick) => (
              <span key={tick} style={{ left: `${x(tick)}%` }}>
                {tick === 0 ? '0' : duration(tick)}
              </span>
            ))}
          </div>
        </div>
        <div
          className="tree-box"
          ref={box}
          role="tree"
          tabIndex={0}
          aria-label={`${count(shown.length)} rows`}
          aria-activedescendant={selected >= 0 && places.has(selected) ? `row-${selected}` : undefined}
          onFocus={() => {
            if (selected < 0 && shown[0] !== undefined) state.select(shown[0]);
          }}
        >
          <div className="tree-inner" role="presentation" style={{ height: virtualizer.getTotalSize() }}>
            <div className="tree-over" aria-hidden="true">
              {ticks(from, to).map((tick) => (
                <i key={tick} style={{ left: `${x(tick)}%` }} />
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
                  selected={at === selected}
                  dim={matches !== null && !matches.has(at)}
                  from={from}
                  to={to}
                  cost={write(row.costUsd)}
                  share={row.costUsd / allCost}
                  onFold={onFold}
                  onSelect={onSelect}
                />
              );
            })}
            {critical && items.length > 0 && (
              <CriticalLine
                points={stairs(model.rows, shown, folded, onPath, items[0]?.index ?? 0, items.at(-1)?.index ?? 0)}
                top={items[0]?.start ?? 0}
                height={items.length * ROW}
                x={x}
              />
            )}
          </div>
        </div>
        <div className="keyl" style={{ '--c': 'var(--c8)' } as CSSProperties}>
          <span>
            <i className="sw" />
            model
          </span>
          <span>
            <i className="sw tint" />
            tool
          </span>
          <span>
            <i className="sw hatched" />
            waiting for a person
          </span>
          <span>
            <i className="sw failed-bar" />
            failed
          </span>
          <span>— critical path</span>
          <span className="muted">colour = agent</span>
          <span className="grow" />
          <span className="hide-phone">
            <kbd>↑</kbd> <kbd>↓</kbd> move · <kbd>←</kbd> <kbd>→</kbd> fold · <kbd>Enter</kbd> details
          </span>
        </div>
      </div>
      {details && selectedRow && (
        <Details
          model={model}
          at={selected}
          onPath={onPath[selected] === 1}
          totalCost={tree.totals.costUsd}
          write={write}
          close={() => setDetails(false)}
          foldOthers={state.others}
        />
      )}
    </section>
  );
}

const leaves = (rows: readonly Row[], test: (row: Row) => boolean): number[] => {
  const found: number[] = [];
  rows.forEach((row, at) => {
    if (row.end === at + 1 && test(row)) found.push(at);
  });
  return found;
};

function rowsOnPath(rows: readonly Row[], path: ReadonlySet<number>): Uint8Array {
  const on = new Uint8Array(rows.length);
  for (let at = rows.length - 1; at >= 0; at--) {
    const row = rows[at];
    if (!row) continue;
    if (row.node >= 0 && path.has(row.node)) on[at] = 1;
    if (on[at] === 1 && row.parent >= 0) on[row.parent] = 1;
  }
  return on;
}

function ticks(from: number, to: number): number[] {
  const span = to - from;
  const minutes = [1, 2, 5, 10, 15, 30, 60, 120, 240, 480].map((each) => each * 60_000);
  const step = span < 300_000 ? niceStep(span) : (minutes.find((each) => span / each <= 6) ?? niceStep(span));
  const found: number[] = [];
  for (let tick = Math.ceil(from / step) * step; tick < to - span / 25; tick += step) found.push(tick);
  return found;
}

interface Point {
  ms: number;
  endMs: number;
  place: number;
}

/** The steps of the critical path in view: one for each row that shows its own time. */
function stairs(
  rows: readonly Row[],
  shown: readonly number[],
  folded: ReadonlySet<number>,
  onPath: Uint8Array,
  first: number,
  last: number,
): Point[] {
  const points: Point[] = [];
  for (let place = Math.max(0, first - 1); place <= Math.min(shown.length - 1, last + 1); place++) {
    const at = shown[place] ?? 0;
    const row = rows[at];
    if (!row || onPath[at] !== 1) continue;
    const closed = row.end === at + 1 || folded.has(at);
    if (closed) points.push({ ms: row.startMs, endMs: row.endMs, place: place - first });
  }
  return points;
}

function CriticalLine({
  points,
  top,
  height,
  x,
}: {
  points: Point[];
  top: number;
  height: number;
  x: (ms: number) => number;
}) {
  const line = points
    .flatMap((point) => {
      const y = point.place * ROW + ROW - 4;
      return [`${x(point.ms).toFixed(3)},${y}`, `${x(point.endMs).toFixed(3)},${y}`];
    })
    .join(' ');
  return (
    <svg
      className="critical"
      style={{ top, height }}
      viewBox={`0 0 100 ${height}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      <polyline points={line} />
    </svg>
  );
}

const MOST_BARS = 60;
const LOOKS = { model: 'model', tool: 'tint', wait: 'hatched', failed: 'failed-bar' } as const;

interface RowProps {
  at: number;
  row: Row;
  rows: readonly Row[];
  top: number;
  hues: readonly { hue: string }[];
  folded: boolean;
  selected: boolean;
  dim: boolean;
  from: number;
  to: number;
  cost: string;
  share: number;
  onFold: (at: number, deep: boolean) => void;
  onSelect: (at: number) => void;
}

const TreeRow = memo(function TreeRow({
  at,
  row,
  rows,
  top,
  hues,
  folded,
  selected,
  dim,
  from,
  to,
  cost,
  share,
  onFold,
  onSelect,
}: RowProps) {
  const hasChildren = row.end > at + 1;
  const x = (ms: number) => ((ms - from) / (to - from)) * 100;
  const hue = (agent: number) => ({ '--c': `var(--${hues[agent]?.hue ?? 'c8'})` }) as CSSProperties;
  const guides: { depth: number; agent: number }[] = [];
  for (let up = row.parent; up >= 0; up = rows[up]?.parent ?? -1) {
    const above = rows[up];
    if (above?.kind === 'agent') guides.push({ depth: above.depth, agent: above.agent });
  }
  return (
    <div
      id={`row-${at}`}
      role="treeitem"
      aria-level={row.depth + 1}
      aria-expanded={hasChildren ? !folded : undefined}
      aria-selected={selected}
      aria-label={`${row.label} ${row.sub}, ${cost}, ${duration(row.endMs - row.startMs)}${row.failed ? ', failed' : ''}${row.rejected ? ', rejected' : ''}${row.waitMs > 0 ? `, waited ${duration(row.waitMs)}` : ''}`}
      className={`trow cols${row.kind === 'agent' ? ' agent' : ''}${selected ? ' sel' : ''}${dim ? ' dim' : ''}`}
      style={{ ...hue(row.agent), top }}
      onClick={() => onSelect(at)}
      onDoubleClick={() => hasChildren && onFold(at, false)}
    >
      <div className="tn" style={{ paddingLeft: 16 + Math.min(row.depth, 12) * 12 }}>
        {guides.map((guide) => (
          <span
            key={guide.depth}
            className="guide"
            style={{ ...hue(guide.agent), left: 7 + 16 + Math.min(guide.depth, 12) * 12 - 1 }}
          />
        ))}
        <span
          className="tw"
          aria-hidden="true"
          onClick={(event) => {
            if (!hasChildren) return;
            event.stopPropagation();
            onFold(at, event.altKey || event.shiftKey);
          }}
        >
          {hasChildren && <Icon name={folded ? 'right' : 'down'} />}
        </span>
        <span className="lab">
          {row.label}
          {row.sub !== '' && <small>{row.sub}</small>}
          {row.waitMs > 0 && !hasChildren && <small>waited {duration(row.waitMs)}</small>}{' '}
          {row.failed && <span className="tag bad">failed</span>}
          {row.rejected && <span className="tag warn">rejected</span>}
        </span>
      </div>
      <span className="num c">{row.costUsd > 0 ? cost : ''}</span>
      <span className="hb">
        {row.costUsd > 0 && <i style={{ width: `${Math.max(4, Math.min(100, share * 100))}%` }} />}
      </span>
      <span className="num tok">{row.tokens > 0 ? compact(row.tokens) : ''}</span>
      <span className="num t">{duration(Math.max(0, row.endMs - row.startMs))}</span>
      <div className="tlane">{bars(row, rows, at, hasChildren, folded, x, hue)}</div>
    </div>
  );
});

function bars(
  row: Row,
  rows: readonly Row[],
  at: number,
  hasChildren: boolean,
  folded: boolean,
  x: (ms: number) => number,
  hue: (agent: number) => CSSProperties,
) {
  const style = (startMs: number, endMs: number): CSSProperties => ({
    left: `${x(startMs)}%`,
    width: `${x(endMs) - x(startMs)}%`,
  });
  if (row.kind === 'agent') return <i className="span" style={style(row.startMs, row.endMs)} />;
  if (hasChildren && !folded) return <i className="group" style={style(row.startMs, row.endMs)} />;
  const own: { bar: Row['bars'][number]; agent: number; key: string }[] = [];
  for (let below = at; below < row.end && own.length < MOST_BARS; below++) {
    const each = rows[below];
    each?.bars.forEach((bar, index) => own.push({ bar, agent: each.agent, key: `${below}.${index}` }));
  }
  return own.map(({ bar, agent, key }) => (
    <i key={key} className={LOOKS[bar.kind]} style={{ ...hue(agent), ...style(bar.startMs, bar.endMs) }} />
  ));
}
