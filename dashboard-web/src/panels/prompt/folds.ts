import { hasRowsBelow, type Row } from './rows';

/** Rows that nothing folded hides, in order. */
export function visible(rows: readonly Row[], folded: ReadonlySet<number>): number[] {
  const shown: number[] = [];
  for (let at = 0; at < rows.length;) {
    shown.push(at);
    at = folded.has(at) ? (rows[at]?.end ?? at + 1) : at + 1;
  }
  return shown;
}

const holdsAgent = (rows: readonly Row[]): Uint8Array => {
  const holds = new Uint8Array(rows.length);
  for (let at = rows.length - 1; at >= 0; at--) {
    const row = rows[at];
    if (!row || row.parent < 0) continue;
    if (row.kind === 'agent' || holds[at] === 1) holds[row.parent] = 1;
  }
  return holds;
};

/** Agents open, turns folded unless an agent is inside. */
export function foldTurns(rows: readonly Row[]): Set<number> {
  const holds = holdsAgent(rows);
  const folded = new Set<number>();
  rows.forEach((row, at) => {
    if (hasRowsBelow(rows, at) && row.kind !== 'agent' && holds[at] === 0) folded.add(at);
  });
  return folded;
}

/** Only agents: one row each. */
export function foldToAgents(rows: readonly Row[]): Set<number> {
  const holds = holdsAgent(rows);
  const folded = new Set<number>();
  rows.forEach((_, at) => {
    if (hasRowsBelow(rows, at) && holds[at] === 0) folded.add(at);
  });
  return folded;
}

/** Everything but the way to this row and what is below it. */
export function foldOthers(rows: readonly Row[], keep: number): Set<number> {
  const kept = new Set(ancestors(rows, keep));
  const end = rows[keep]?.end ?? keep;
  const folded = new Set<number>();
  rows.forEach((_, at) => {
    if (hasRowsBelow(rows, at) && !kept.has(at) && (at < keep || at >= end)) folded.add(at);
  });
  return folded;
}

export function ancestors(rows: readonly Row[], at: number): number[] {
  const found: number[] = [];
  for (let up = rows[at]?.parent ?? -1; up >= 0; up = rows[up]?.parent ?? -1) found.push(up);
  return found;
}

export function search(rows: readonly Row[], text: string): number[] {
  const wanted = text.trim().toLowerCase();
  if (wanted === '') return [];
  const found: number[] = [];
  rows.forEach((row, at) => {
    if (`${row.label} ${row.sub}`.toLowerCase().includes(wanted)) found.push(at);
  });
  return found;
}

/** Rows without rows below that are of a kind. */
export function leaves(rows: readonly Row[], test: (row: Row) => boolean): number[] {
  const found: number[] = [];
  rows.forEach((row, at) => {
    if (row.end === at + 1 && test(row)) found.push(at);
  });
  return found;
}

export interface Siblings {
  /** Of those with the same parent, from 1. */
  position: Int32Array;
  size: Int32Array;
}

/** What a screen reader says of a row that stands among rows which are not in the page. */
export function siblings(rows: readonly Row[]): Siblings {
  const position = new Int32Array(rows.length);
  const size = new Int32Array(rows.length);
  const many = new Map<number, number>();
  rows.forEach((row, at) => {
    const next = (many.get(row.parent) ?? 0) + 1;
    many.set(row.parent, next);
    position[at] = next;
  });
  rows.forEach((row, at) => {
    size[at] = many.get(row.parent) ?? 1;
  });
  return { position, size };
}
