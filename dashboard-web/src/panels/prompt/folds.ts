import { hasRowsBelow, isTurn, type Row } from './rows';

export interface Folds {
  /** Nothing below these rows is shown. */
  folded: ReadonlySet<number>;
  /** Of what is below these agents, only agents are. */
  agentsOnly: ReadonlySet<number>;
}

export const OPEN: Folds = { folded: new Set(), agentsOnly: new Set() };

/** The agent that a row is a step of; -1 when it hangs below none. */
export function agentOf(rows: readonly Row[], at: number): number {
  let up = rows[at]?.parent ?? -1;
  while (up >= 0 && rows[up]?.kind !== 'agent') up = rows[up]?.parent ?? -1;
  return up;
}

const isStepOfAgentsOnly = (rows: readonly Row[], { agentsOnly }: Folds, at: number): boolean =>
  agentsOnly.size > 0 && rows[at]?.kind !== 'agent' && agentsOnly.has(agentOf(rows, at));

/** Rows that nothing folded hides, in order. */
export function visible(rows: readonly Row[], folds: Folds): number[] {
  const shown: number[] = [];
  for (let at = 0; at < rows.length;) {
    if (isStepOfAgentsOnly(rows, folds, at)) {
      at++;
      continue;
    }
    shown.push(at);
    at = folds.folded.has(at) ? (rows[at]?.end ?? at + 1) : at + 1;
  }
  return shown;
}

/** The row itself, or the nearest one above it that is shown. */
export function shownFor(rows: readonly Row[], folds: Folds, at: number): number {
  const way = [...ancestors(rows, at).reverse(), at];
  const hidden = way.find((each) => folds.folded.has(each) && !isStepOfAgentsOnly(rows, folds, each)) ?? at;
  return isStepOfAgentsOnly(rows, folds, hidden) ? agentOf(rows, hidden) : hidden;
}

/** With the way to a row open. */
export function wayTo(rows: readonly Row[], folds: Folds, at: number): Folds {
  const way = ancestors(rows, at).filter((above) => folds.folded.has(above));
  const steps = isStepOfAgentsOnly(rows, folds, at);
  if (way.length === 0 && !steps) return folds;
  const folded = new Set(folds.folded);
  const agentsOnly = new Set(folds.agentsOnly);
  for (const above of way) folded.delete(above);
  if (steps) agentsOnly.delete(agentOf(rows, at));
  return { folded, agentsOnly };
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
export function foldTurns(rows: readonly Row[]): Folds {
  const holds = holdsAgent(rows);
  const folded = new Set<number>();
  rows.forEach((row, at) => {
    if (hasRowsBelow(rows, at) && row.kind !== 'agent' && holds[at] === 0) folded.add(at);
  });
  return { ...OPEN, folded };
}

/** Only agents: one row each; their steps are folded away, also those that started another agent. */
export function foldToAgents(rows: readonly Row[]): Folds {
  const holds = holdsAgent(rows);
  const folded = new Set<number>();
  const agentsOnly = new Set<number>();
  rows.forEach((row, at) => {
    if (!hasRowsBelow(rows, at)) return;
    if (holds[at] === 0) folded.add(at);
    else if (row.kind === 'agent') agentsOnly.add(at);
  });
  return { folded, agentsOnly };
}

/** Everything but the way to this row and what is below it. */
export function foldOthers(rows: readonly Row[], keep: number): Folds {
  const kept = new Set(ancestors(rows, keep));
  const end = rows[keep]?.end ?? keep;
  const folded = new Set<number>();
  rows.forEach((_, at) => {
    if (hasRowsBelow(rows, at) && !kept.has(at) && (at < keep || at >= end)) folded.add(at);
  });
  return { ...OPEN, folded };
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

/** Where the money went, the dearest first: the subagents; where there are none, the turns, or the requests by themselves. */
export function dearest(rows: readonly Row[]): number[] {
  const costly = (test: (row: Row) => boolean) => rows.flatMap((row, at) => (row.costUsd > 0 && test(row) ? [at] : []));
  const agents = costly((row) => row.kind === 'agent' && row.parent >= 0);
  const found = agents.length > 0 ? agents : costly((row) => isTurn(rows, row));
  return found.sort((a, b) => (rows[b]?.costUsd ?? 0) - (rows[a]?.costUsd ?? 0));
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
