import { useCallback, useMemo, useState } from 'react';
import { useOwn } from '@/lib/page-state';
import type { SpanTree } from './api';
import { ancestors, foldOthers, foldToAgents, foldTurns, search, visible } from './folds';
import type { Model } from './rows';
import { spanRows } from './span-rows';
import { rowOf, wordOf } from './span-word';
import { turnRows } from './turn-rows';

export type Grouping = 'turns' | 'spans';

interface TreeView {
  model: Model;
  folded: ReadonlySet<number>;
  selected: number;
}

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
    const folded = grouping === 'turns' ? foldTurns(model.rows) : new Set<number>();
    for (const above of ancestors(model.rows, selected)) folded.delete(above);
    return { model, folded, selected };
  });
  const fresh = useMemo(
    () => ({ model, folded: grouping === 'turns' ? foldTurns(model.rows) : new Set<number>(), selected: -1 }),
    [model, grouping],
  );
  const { folded, selected } = state?.model === model ? state : fresh;
  const [text, setText] = useState('');
  const shown = useMemo(() => visible(model.rows, folded), [model, folded]);
  const found = useMemo(() => search(model.rows, text), [model, text]);

  const update = useCallback(
    (next: { folded?: ReadonlySet<number>; selected?: number }) => {
      setState((now) => ({ ...(now?.model === model ? now : fresh), ...next }));
      if (next.selected !== undefined) setSpan(wordOf(model, next.selected));
    },
    [model, fresh, setSpan],
  );
  const setFolded = (next: ReadonlySet<number>) => {
    // What is selected stays in view: the nearest row that is still shown.
    const hidden = [...ancestors(model.rows, selected)].reverse().find((at) => next.has(at));
    update({ folded: next, selected: hidden ?? selected });
  };
  const toggle = (at: number, deep = false) => {
    const next = new Set(folded);
    const fold = !next.has(at);
    const end = deep ? (model.rows[at]?.end ?? at + 1) : at + 1;
    for (let row = at; row < end; row++) {
      if ((model.rows[row]?.end ?? 0) <= row + 1) continue;
      if (fold) next.add(row);
      else next.delete(row);
    }
    setFolded(next);
  };
  /** Opens the way to a row and selects it. */
  const reveal = (at: number) => {
    const next = new Set(folded);
    for (const above of ancestors(model.rows, at)) next.delete(above);
    update({ folded: next, selected: at });
  };
  /** The next row after the selected one, round and round. */
  const next = (candidates: readonly number[]) => {
    const after = candidates.find((at) => at > selected) ?? candidates[0];
    if (after !== undefined) reveal(after);
  };

  return {
    model,
    grouping,
    setGrouping: (rows: Grouping) => {
      group(rows);
      setSpan('');
    },
    lost: [lostRows, lostSpan],
    folded,
    selected,
    select: (at: number) => update({ selected: at }),
    shown,
    text,
    setText,
    found,
    toggle,
    reveal,
    next,
    toAgents: () => setFolded(foldToAgents(model.rows)),
    unfoldAll: () => setFolded(new Set()),
    others: () => selected >= 0 && setFolded(foldOthers(model.rows, selected)),
  };
}

export type TreeState = ReturnType<typeof useTree>;
