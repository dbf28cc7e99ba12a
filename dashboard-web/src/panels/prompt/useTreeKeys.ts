import type { KeyboardEvent, RefObject } from 'react';
import type { TreeState } from './useTree';

const PAGE = 20;

export interface TreeActions {
  critical: () => void;
  details: () => void;
  zoom: () => void;
  waiting: readonly number[];
  failed: readonly number[];
}

/** Letters work wherever the focus is in the tree's frame, but in inputs; arrows when it is on the rows. */
export function useTreeKeys(state: TreeState, box: RefObject<HTMLDivElement | null>, actions: TreeActions) {
  const { model, shown, folded, selected } = state;
  const move = (steps: number) => {
    const place = shown.indexOf(selected);
    const next = shown[Math.max(0, Math.min(shown.length - 1, place + steps))];
    if (next !== undefined) state.select(next);
  };
  const row = model.rows[selected];
  const hasChildren = row !== undefined && row.end > selected + 1;
  const letters: Record<string, () => void> = {
    c: actions.critical,
    z: actions.zoom,
    1: state.toAgents,
    e: state.unfoldAll,
    o: state.others,
    w: () => state.next(actions.waiting),
    x: () => state.next(actions.failed),
  };
  const arrows: Record<string, () => void> = {
    ArrowDown: () => move(1),
    ArrowUp: () => move(-1),
    PageDown: () => move(PAGE),
    PageUp: () => move(-PAGE),
    Home: () => move(-shown.length),
    End: () => move(shown.length),
    ArrowRight: () => {
      if (hasChildren && folded.has(selected)) state.toggle(selected);
      else if (hasChildren) move(1);
    },
    ArrowLeft: () => {
      if (hasChildren && !folded.has(selected)) state.toggle(selected);
      else if (row && row.parent >= 0) state.select(row.parent);
    },
    Enter: actions.details,
  };
  return (event: KeyboardEvent) => {
    if (event.target instanceof HTMLInputElement || event.metaKey || event.ctrlKey || event.altKey) return;
    const run = letters[event.key.toLowerCase()] ?? (event.target === box.current ? arrows[event.key] : undefined);
    if (!run) return;
    run();
    event.preventDefault();
    event.stopPropagation();
  };
}
