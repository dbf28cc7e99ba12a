import { type Folds, shownFor } from './folds';
import type { Model, Row } from './rows';

/** What is folded and chosen in the rows of one answer. */
export interface TreeView {
  model: Model;
  folds: Folds;
  selected: number;
}

/** What rows are called in every answer about the prompt; a turn, which is no span, by the first one in it. */
function keysOf({ rows, nodes, agents }: Model): string[] {
  return rows.map((row, at) => {
    const node = nodes[(row.kind === 'turn' ? rows[at + 1] : row)?.node ?? -1];
    const id = node?.spanId ?? `${node?.kind} ${node?.label} ${node?.startMs}`;
    return `${row.kind} ${agents[row.agent]?.id ?? ''} ${id}`;
  });
}

/**
 * A prompt that runs has more rows in its next answer. What was folded, opened and chosen stays so; what is new is folded as
 * at first.
 */
export function carried(view: TreeView, model: Model, atFirst: (rows: readonly Row[]) => Folds): TreeView {
  const keys = keysOf(view.model);
  const places = new Map(keysOf(model).map((key, at) => [key, at]));
  const placeOf = (row: number) => places.get(keys[row] ?? '') ?? -1;
  const before = atFirst(view.model.rows).folded;
  const folded = new Set(atFirst(model.rows).folded);
  view.model.rows.forEach((_, row) => {
    const shut = view.folds.folded.has(row);
    if (shut === before.has(row)) return;
    const place = placeOf(row);
    if (!shut) folded.delete(place);
    else if (place >= 0) folded.add(place);
  });
  const agentsOnly = new Set([...view.folds.agentsOnly].map(placeOf).filter((place) => place >= 0));
  const folds = { folded, agentsOnly };
  const selected = placeOf(view.selected);
  return { model, folds, selected: selected < 0 ? selected : shownFor(model.rows, folds, selected) };
}
