import type { SpanNode } from './api';
import { childrenOf, endOf, type Placed } from './nodes';
import type { Row } from './rows';

/** Nodes that the end of the prompt waited for: from the end backwards, always the child that ended last. */
export function criticalPath(nodes: readonly SpanNode[], placed: Placed): Set<number> {
  const path = new Set<number>();
  const stack: { at: number; until: number }[] = [];
  const roots: number[] = [];
  for (let at = 0; at < nodes.length; at = placed.end[at] ?? nodes.length) roots.push(at);
  const walk = (candidates: readonly number[], until: number): void => {
    const byEnd = candidates
      .map((at) => ({ at, node: nodes[at] }))
      .filter((each): each is { at: number; node: SpanNode } => each.node !== undefined)
      .sort((a, b) => endOf(b.node) - endOf(a.node));
    let now = until;
    for (const { at, node } of byEnd) {
      if (node.startMs >= now || endOf(node) > now + 1) continue;
      path.add(at);
      stack.push({ at, until: Math.min(now, endOf(node)) });
      now = node.startMs;
    }
  };
  walk(
    roots,
    nodes.reduce((last, node) => (node.depth === 0 ? Math.max(last, endOf(node)) : last), 0),
  );
  for (let next = stack.pop(); next; next = stack.pop()) {
    const inner = childrenOf(placed, next.at);
    if (inner.length > 0) walk(inner, next.until);
  }
  return path;
}

/** A row is on the path when its own node is, or something below it. */
export function rowsOnPath(rows: readonly Row[], path: ReadonlySet<number>): Uint8Array {
  const on = new Uint8Array(rows.length);
  for (let at = rows.length - 1; at >= 0; at--) {
    const row = rows[at];
    if (!row) continue;
    if (row.node >= 0 && path.has(row.node)) on[at] = 1;
    if (on[at] === 1 && row.parent >= 0) on[row.parent] = 1;
  }
  return on;
}

export interface Step {
  startMs: number;
  endMs: number;
  /** Rows below the first one in view. */
  place: number;
}

/** The steps of the path between two places in view: one for each row that shows its own time. */
export function stairs(
  rows: readonly Row[],
  shown: readonly number[],
  folded: ReadonlySet<number>,
  onPath: Uint8Array,
  first: number,
  last: number,
): Step[] {
  const steps: Step[] = [];
  for (let place = Math.max(0, first - 1); place <= Math.min(shown.length - 1, last + 1); place++) {
    const at = shown[place] ?? 0;
    const row = rows[at];
    if (!row || onPath[at] !== 1) continue;
    const closed = row.end === at + 1 || folded.has(at);
    if (closed) steps.push({ startMs: row.startMs, endMs: row.endMs, place: place - first });
  }
  return steps;
}
