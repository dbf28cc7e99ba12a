import { count } from '@/lib/format';
import { Minimap } from './Minimap';
import type { Model } from './rows';
import { percentOf, tickName, ticks, type View } from './time-axis';

/** The whole prompt small, to zoom by; and what the columns are. */
export function TreeHead({
  model,
  agentOf,
  totalCost,
  write,
  shown,
  rowsAre,
  view,
  onZoom,
}: {
  model: Model;
  agentOf: (node: number) => number;
  /** Of the whole prompt, of which nodes may be missing. */
  totalCost: number;
  write: (value: number) => string;
  /** How many rows. */
  shown: number;
  rowsAre: string;
  view: View;
  /** null: all of it. */
  onZoom: (view: View | null) => void;
}) {
  return (
    <>
      <div className="cols mini">
        <div className="lbl">
          <span className="hide-phone">
            Drag to zoom, double-click to reset.
            <br />
            The line is the cost adding up.
            <br />
            <span role="status">
              {count(shown)} rows of {count(model.nodes.length)} spans
            </span>
          </span>
          <span className="num">
            {write(totalCost)}
            <br />
            $0
          </span>
        </div>
        <Minimap model={model} agentOf={agentOf} totalCost={totalCost} view={view} onZoom={onZoom} />
      </div>
      <div className="cols whead" aria-hidden="true">
        <span>
          Agent, {rowsAre}
          <span className="with-below hide-phone"> · each with all below</span>
        </span>
        <span className="num">Cost</span>
        <span />
        <span className="num tok">Tokens</span>
        <span className="num t">Time</span>
        <div className="ticks">
          {ticks(view).map((tick) => (
            <span key={tick} style={{ left: `${percentOf(view, tick)}%` }}>
              {tickName(tick)}
            </span>
          ))}
        </div>
      </div>
    </>
  );
}
