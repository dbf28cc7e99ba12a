import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { usdLike } from '@/lib/format';
import { Lost } from '@/ui/Lost';
import type { SpanTree } from './api';
import { criticalPath, rowsOnPath } from './critical-path';
import { Details } from './Details';
import { dearest, leaves } from './folds';
import { agentsOf } from './nodes';
import { knowsWaits } from './summary';
import { type View, viewOf } from './time-axis';
import { TreeHead } from './TreeHead';
import { TreeLegend } from './TreeLegend';
import { TreeRows } from './TreeRows';
import { TreeTools } from './TreeTools';
import { useTree } from './useTree';
import { useTreeKeys } from './useTreeKeys';

/** The waterfall: what is shown is decided in plain functions, here it is put together. */
export function Tree({ tree }: { tree: SpanTree }) {
  const state = useTree(tree);
  const { model, selected } = state;
  const [critical, setCritical] = useState(true);
  const [details, setDetails] = useState(true);
  const total = Math.max(1, model.durationMs);
  // null: all of it, however long the prompt gets while it runs.
  const [zoom, setZoom] = useState<View | null>(null);
  const whole = useMemo<View>(() => ({ from: 0, to: total }), [total]);
  const view = zoom ?? whole;
  const box = useRef<HTMLDivElement>(null);

  const onPath = useMemo(() => rowsOnPath(model.rows, criticalPath(model.nodes, model.placed)), [model]);
  const agentOf = useMemo(() => {
    const { index } = agentsOf(model.nodes);
    return (node: number) => index.get(model.nodes[node]?.agentId ?? null) ?? 0;
  }, [model]);
  const waiting = useMemo(() => leaves(model.rows, (row) => row.waitMs > 0), [model]);
  const failed = useMemo(() => leaves(model.rows, (row) => row.failed || row.rejected), [model]);
  const order = useMemo(() => dearest(model.rows), [model]);
  const write = useMemo(() => usdLike(tree.totals.costUsd), [tree]);
  const selectedRow = model.rows[selected];

  const onKeyDown = useTreeKeys(state, box, {
    critical: () => setCritical((on) => !on),
    details: () => setDetails((on) => !on),
    zoom: () => setZoom(zoom || !selectedRow ? null : viewOf(selectedRow, total)),
    waiting,
    failed,
    dearest: order,
  });

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

  return (
    <section
      className={details && selectedRow ? 'wf with-detail' : 'wf'}
      aria-label="Tree of the prompt"
      onKeyDown={onKeyDown}
    >
      <Lost words={state.lost} />
      <TreeTools
        state={state}
        critical={critical}
        setCritical={setCritical}
        waiting={waiting}
        waitingKnown={knowsWaits(tree)}
        failed={failed}
        dearest={order}
        toTree={() => box.current?.focus()}
      />
      <div className="main">
        <TreeHead
          model={model}
          agentOf={agentOf}
          totalCost={tree.totals.costUsd}
          write={write}
          shown={state.shown.length}
          rowsAre={state.grouping === 'turns' ? 'turn' : 'span'}
          view={view}
          onZoom={setZoom}
        />
        <TreeRows
          box={box}
          state={state}
          onPath={onPath}
          critical={critical}
          view={view}
          write={write}
          onFold={onFold}
          onSelect={onSelect}
        />
        <TreeLegend />
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
