import type { KeyboardEvent, RefObject } from 'react';
import { usePageKeys } from '@/lib/page-keys';
import type { TreeState } from './useTree';

const PAGE = 20;

export interface TreeActions {
  critical: () => void;
  details: () => void;
  zoom: () => void;
  waiting: readonly number[];
  failed: readonly number[];
  dearest: readonly number[];
}

/** Nothing has the focus: a page that was just opened, or one that was clicked beside everything. */
const isPage = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target === document.body || target.id === 'main');

/** Arrows mean nothing to a button that was just clicked; Enter does. */
const isButton = (target: EventTarget | null): boolean => target instanceof HTMLElement && target.tagName === 'BUTTON';

/** Letters work wherever the focus is on the page; arrows when it is on the rows, or on nothing. */
export function useTreeKeys(state: TreeState, box: RefObject<HTMLDivElement | null>, actions: TreeActions) {
  const { model, shown, folds, selected } = state;
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
    d: () => state.nextOf(actions.dearest),
    j: () => move(1),
    k: () => move(-1),
  };
  const arrows: Record<string, () => void> = {
    ArrowDown: () => move(1),
    ArrowUp: () => move(-1),
    PageDown: () => move(PAGE),
    PageUp: () => move(-PAGE),
    Home: () => move(-shown.length),
    End: () => move(shown.length),
    ArrowRight: () => {
      if (hasChildren && state.isShut(selected)) state.setShut(selected, false);
      else if (hasChildren) move(1);
    },
    ArrowLeft: () => {
      if (hasChildren && !folds.folded.has(selected)) state.setShut(selected, true);
      else if (row && row.parent >= 0) state.select(row.parent);
    },
    Enter: actions.details,
  };
  usePageKeys((key, target) => {
    const run = letters[key] ?? (isPage(target) || (key !== 'Enter' && isButton(target)) ? arrows[key] : undefined);
    if (!run) return false;
    // From here on the rows have the keyboard, so that a screen reader says where one is.
    if (!letters[key]) box.current?.focus();
    run();
    return true;
  });
  // Arrows are how a tree is moved in: no shortcut that could be switched off.
  return (event: KeyboardEvent) => {
    if (event.target !== box.current || event.metaKey || event.ctrlKey || event.altKey) return;
    const run = arrows[event.key];
    if (!run) return;
    run();
    event.preventDefault();
    event.stopPropagation();
  };
}
