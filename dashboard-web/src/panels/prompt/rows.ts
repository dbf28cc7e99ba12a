import type { SpanNode } from './api';
import type { Agent, Placed } from './nodes';

export type RowKind = 'agent' | 'turn' | 'request' | 'tool' | 'wait' | 'other';
export type BarKind = 'model' | 'tool' | 'wait' | 'failed';

export interface Row {
  kind: RowKind;
  label: string;
  sub: string;
  depth: number;
  parent: number;
  /** The place after the last row below it. */
  end: number;
  agent: number;
  /** In the answer; -1 for a turn. */
  node: number;
  startMs: number;
  endMs: number;
  /** With everything below. */
  costUsd: number;
  tokens: number;
  waitMs: number;
  failed: boolean;
  rejected: boolean;
  /** What ran in this row itself. */
  bars: { kind: BarKind; startMs: number; endMs: number }[];
}

export interface Model {
  rows: Row[];
  agents: Agent[];
  nodes: readonly SpanNode[];
  placed: Placed;
  durationMs: number;
}

export const hasRowsBelow = (rows: readonly Row[], at: number): boolean => (rows[at]?.end ?? 0) > at + 1;

/** A turn, also one that is nothing but its request. */
export const isTurn = (rows: readonly Row[], row: Row): boolean =>
  row.kind === 'turn' || (row.kind === 'request' && rows[row.parent]?.kind !== 'turn');

/** The part of the dearest row of its kind on its level: what a row is compared with. */
export function shares(rows: readonly Row[]): Float32Array {
  const key = (row: Row) => `${isTurn(rows, row) ? 'turn' : row.kind} ${row.depth}`;
  const most = new Map<string, number>();
  for (const row of rows) most.set(key(row), Math.max(most.get(key(row)) ?? 0, row.costUsd));
  return Float32Array.from(rows, (row) => row.costUsd / (most.get(key(row)) || 1));
}

/** From the leaves up: cost, tokens, waiting. */
export function addUp(rows: readonly Row[]): void {
  for (let at = rows.length - 1; at >= 0; at--) {
    const row = rows[at];
    const parent = row && rows[row.parent];
    if (!row || !parent) continue;
    parent.costUsd += row.costUsd;
    parent.tokens += row.tokens;
    parent.waitMs += row.waitMs;
  }
}
