import type { Model } from './rows';

const TURN = 'turn-';

/** How the address names a row: by its span; a turn, which is none, by the first span in it. '' when it has no name. */
export function wordOf(model: Model, at: number): string {
  const row = model.rows[at];
  if (!row) return '';
  if (row.node >= 0) return model.nodes[row.node]?.spanId ?? '';
  const first = model.rows[at + 1];
  const id = first && first.node >= 0 ? model.nodes[first.node]?.spanId : null;
  return id ? TURN + id : '';
}

/** The row of that name; -1 when there is none. */
export function rowOf(model: Model, word: string): number {
  if (word === '') return -1;
  const turn = word.startsWith(TURN);
  const id = turn ? word.slice(TURN.length) : word;
  const at = model.rows.findIndex((row) => row.node >= 0 && model.nodes[row.node]?.spanId === id);
  return turn && at >= 0 ? (model.rows[at]?.parent ?? -1) : at;
}
