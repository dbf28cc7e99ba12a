import { useCallback, useMemo, useState } from 'react';
import { useOwn } from '@/lib/page-state';
import type { SpanTree } from './api';
import { carried, type TreeView } from './carried';
import { type Folds, foldOthers, foldToAgents, foldTurns, OPEN, search, shownFor, visible, wayTo } from './folds';
import type { Model, Row } from './rows';
import { spanRows } from './span-rows';
import { rowOf, wordOf } from './span-word';
import { turnRows } from './turn-rows';

export type Grouping = 'turns' | 'spans';

const atFirst: Record<Grouping, (rows: readonly Row[]) => Folds> = { turns: foldTurns, spans: () => OPEN };

const readGrouping = (word: string): Grouping | undefined => (word === 'turns' || word === 'spans' ? word : undefined);

/** What is folded, selected and found; everything is computed from rows, nothing from the page. */
export function useTree(tree: SpanTree) {
  const [grouping, group, lostRows] = useOwn<Grouping>('rows', 'turns', readGrouping, (rows) =>
    rows === 'turns' ? undefined : rows,
  );
  const model: Model = useMemo(() => (grouping === 'turns' ? turnRows(tree) : spanRows(tree)), [tree, grouping]);
  const [span, setSpan, lostSpan] = useOwn(
    'span',
    '',
    (word) => (rowOf(model, word) >= 0 ? word : undefined),
    (word) => word || undefined,
  );
  const [state, setState] = useState<TreeView | null>(() => {
    const selected = rowOf(model, span);
    if (selected < 0) return null;
    return { model, folds: wayTo(model.rows, atFirst[grouping](model.rows), selected), selected };
  });
  // A newer answer about the same prompt leaves everything as it was made.
  const { folds: chosen, selected } = useMemo<TreeView>(() => {
    if (!state) return { model, folds: atFirst[grouping](model.rows), selected: -1 };
    return state.model === model ? state : carried(state, model, atFirst[grouping]);
  }, [state, model, grouping]);
  const [text, setText] = useState('');
  // What Enter went to; while the text is typed, the first that is found.
  const [went, setWent] = useState<{ model: Model; at: number } | null>(null);
  const found = useMemo(() => search(model.rows, text), [model, text]);
  const wentTo = went?.model === model ? went.at : went ? selected : -1;
  const hit = found.includes(wentTo) ? wentTo : (found[0] ?? -1);
  // The way to a hit is open as long as it is looked at: what was folded is folded again when the search is over.
  const [follows, setFollows] = useState(true);
  const followed = follows ? hit : -1;
  const folds = useMemo(() => (followed < 0 ? chosen : wayTo(model.rows, chosen, followed)), [model, chosen, followed]);
  const shown = useMemo(() => visible(model.rows, folds), [model, folds]);

  const update = useCallback(
    (next: { folds: Folds; selected: number }) => {
      setFollows(false);
      setState({ model, ...next });
      setSpan(wordOf(model, next.selected));
    },
    [model, setSpan],
  );
  const setFolds = (next: Folds) => {
    // What is selected stays in view: the nearest row that is still shown.
    update({ folds: next, selected: selected < 0 ? selected : shownFor(model.rows, next, selected) });
  };
  const isShut = (at: number) => folds.folded.has(at) || folds.agentsOnly.has(at);
  const setShut = (at: number, shut: boolean, deep = false) => {
    const folded = new Set(folds.folded);
    const agentsOnly = new Set(folds.agentsOnly);
    const end = deep ? (model.rows[at]?.end ?? at + 1) : at + 1;
    for (let row = at; row < end; row++) {
      if ((model.rows[row]?.end ?? 0) <= row + 1) continue;
      agentsOnly.delete(row);
      if (shut) folded.add(row);
      else folded.delete(row);
    }
    setFolds({ folded, agentsOnly });
  };
  /** Opens the way to a row and selects it. */
  const reveal = (at: number) => update({ folds: wayTo(model.rows, folds, at), selected: at });
  /** The next row after the selected one, round and round. */
  const next = (candidates: readonly number[]) => {
    const after = candidates.find((at) => at > selected) ?? candidates[0];
    if (after !== undefined) reveal(after);
  };
  /** The next one of an order that is not that of the rows, round and round. */
  const nextOf = (order: readonly number[]) => {
    const after = order[(order.indexOf(selected) + 1) % order.length];
    if (after !== undefined) reveal(after);
  };

  return {
    model,
    grouping,
    setGrouping: (rows: Grouping) => {
      group(rows);
      setState(null);
      setSpan('');
    },
    lost: [lostRows, lostSpan],
    folds,
    selected,
    select: (at: number) => update({ folds, selected: at < 0 ? at : shownFor(model.rows, folds, at) }),
    shown,
    text,
    setText: (next: string) => {
      setText(next);
      setWent(null);
      setFollows(true);
    },
    found,
    /** What the search is at; -1 when nothing is searched or found. */
    hit,
    /** What is to be in view: what the search is at, until another row is chosen. */
    target: followed >= 0 ? followed : selected,
    /** Selects the hit that is in view; from there on the next one, or the one before, round and round. */
    nextHit: (back = false) => {
      if (hit < 0) return;
      const step = hit !== selected ? 0 : back ? -1 : 1;
      const at = found.at((found.indexOf(hit) + step) % found.length) ?? hit;
      reveal(at);
      setWent({ model, at });
      setFollows(true);
    },
    isShut,
    setShut,
    toggle: (at: number, deep = false) => setShut(at, !isShut(at), deep),
    reveal,
    next,
    nextOf,
    toAgents: () => setFolds(foldToAgents(model.rows)),
    unfoldAll: () => setFolds(OPEN),
    others: () => selected >= 0 && setFolds(foldOthers(model.rows, selected)),
  };
}

export type TreeState = ReturnType<typeof useTree>;
