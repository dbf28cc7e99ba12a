import { type CSSProperties, memo } from 'react';
import { compact, duration } from '@/lib/format';
import { drawnBars } from './bars';
import type { Row } from './rows';
import type { View } from './time-axis';

const LOOKS = {
  model: 'model',
  tool: 'tint',
  wait: 'hatched',
  failed: 'failed-bar',
  span: 'span',
  group: 'group',
} as const;

/** Deeper rows are not indented further. */
const DEEPEST = 12;

/** What a step in is, the style sheet says: less on a phone. */
const indentOf = (depth: number, steps = 0): string =>
  `calc(16px + ${Math.min(depth, DEEPEST) + steps} * var(--indent))`;

interface Props {
  at: number;
  row: Row;
  rows: readonly Row[];
  top: number;
  hues: readonly { hue: string }[];
  folded: boolean;
  /** Of what is below, only agents are shown. */
  agentsOnly: boolean;
  selected: boolean;
  dim: boolean;
  /** What the search is at. */
  hit: boolean;
  view: View;
  cost: string;
  /** Of the dearest row of its kind on its level. */
  share: number;
  /** Among the rows with the same parent. */
  position: number;
  siblings: number;
  onFold: (at: number, deep: boolean) => void;
  onSelect: (at: number) => void;
}

/** One row; drawn again only when something of it changes. */
export const TreeRow = memo(function TreeRow(props: Props) {
  const { at, row, rows, top, hues, folded, agentsOnly, selected, dim, hit, view, cost, share, onFold, onSelect } =
    props;
  const hasChildren = row.end > at + 1;
  const hue = (agent: number) => ({ '--c': `var(--${hues[agent]?.hue ?? 'c8'})` }) as CSSProperties;
  return (
    <div
      id={`row-${at}`}
      role="treeitem"
      aria-level={row.depth + 1}
      aria-posinset={props.position}
      aria-setsize={props.siblings}
      aria-expanded={hasChildren ? !folded : undefined}
      aria-selected={selected}
      aria-label={labelOf(row, cost)}
      className={`trow cols${row.kind === 'agent' ? ' agent' : ''}${selected ? ' sel' : ''}${dim ? ' dim' : ''}${hit ? ' hit' : ''}`}
      style={{ ...hue(row.agent), top }}
      onClick={() => onSelect(at)}
      onDoubleClick={() => hasChildren && onFold(at, false)}
    >
      <div className="tn" style={{ paddingLeft: indentOf(row.depth), background: guides(rows, row, hues) }}>
        <span
          className={hasChildren ? `tw ${folded ? 'shut' : agentsOnly ? 'half' : 'open'}` : 'tw'}
          aria-hidden="true"
          title={agentsOnly && !folded ? 'Its agents are shown, its own steps are folded' : undefined}
          onClick={(event) => {
            if (!hasChildren) return;
            event.stopPropagation();
            onFold(at, event.altKey || event.shiftKey);
          }}
        />
        <span className="lab">
          {row.label}
          {row.sub !== '' && <small>{row.sub}</small>}
          {row.waitMs > 0 && !hasChildren && <small>waited {duration(row.waitMs)}</small>}{' '}
          {row.failed && <span className="tag bad">failed</span>}
          {row.rejected && <span className="tag warn">rejected</span>}
        </span>
      </div>
      <span className="num c">{row.costUsd > 0 ? cost : ''}</span>
      <span className="hb" style={row.costUsd > 0 ? { backgroundSize: `${meter(share)}% 4px` } : NO_METER} />
      <span className="num tok">{row.tokens > 0 ? compact(row.tokens) : ''}</span>
      <span className="num t">{duration(lengthOf(row))}</span>
      <div className="tlane">
        {drawnBars(rows, at, folded, view).map((bar, index) => (
          <i
            key={index}
            className={LOOKS[bar.look]}
            style={{
              ...(bar.agent === row.agent ? undefined : hue(bar.agent)),
              left: `${bar.left}%`,
              width: `${bar.width}%`,
            }}
          />
        ))}
      </div>
    </div>
  );
});

const lengthOf = (row: Row): number => Math.max(0, row.endMs - row.startMs);

const labelOf = (row: Row, cost: string): string =>
  [
    `${row.label} ${row.sub}`.trimEnd(),
    row.kind === 'agent' ? `${cost} with all below` : cost,
    duration(lengthOf(row)),
    row.failed ? 'failed' : '',
    row.rejected ? 'rejected' : '',
    row.waitMs > 0 ? `waited ${duration(row.waitMs)}` : '',
  ]
    .filter((part) => part !== '')
    .join(', ');

const NO_METER = { backgroundSize: '0 0' };
const meter = (share: number): number => Math.max(4, Math.min(100, Math.round(share * 100)));

/** A line for each agent that the row is inside of: as backgrounds, because elements would cost each frame of a scroll. */
function guides(rows: readonly Row[], row: Row, hues: readonly { hue: string }[]): string | undefined {
  const lines: string[] = [];
  for (let up = row.parent; up >= 0; up = rows[up]?.parent ?? -1) {
    const above = rows[up];
    if (above?.kind !== 'agent' || above.depth > DEEPEST) continue;
    const colour = `color-mix(in srgb, var(--${hues[above.agent]?.hue ?? 'c8'}) 55%, transparent)`;
    lines.push(`linear-gradient(${colour} 0 0) ${indentOf(above.depth, 0.5)} 0 / 2px 100% no-repeat`);
  }
  return lines.length === 0 ? undefined : lines.join(', ');
}
