import { useEffect, useRef } from 'react';
import { runPageKeys } from '@/lib/page-keys';

export const SHORTCUTS: readonly { title: string; keys: readonly (readonly [string, string])[] }[] = [
  {
    title: 'Go to',
    keys: [
      ['G O', 'Overview'],
      ['G P', 'Prompts'],
      ['G U', 'People'],
      ['G R', 'Repos'],
      ['G M', 'Models'],
      ['G S', 'Sessions'],
    ],
  },
  {
    title: 'Everywhere',
    keys: [
      ['/', 'Search'],
      ['F', 'Filter'],
      ['R 1', 'Last 7 days'],
      ['R 4', 'Last 4 weeks'],
      ['R 3', 'Last 13 weeks'],
      ['L', 'Copy link'],
      ['N', 'New token, invitation'],
      ['.', 'Pause, go on'],
      ['J K Enter', 'Rows of a table'],
      ['?', 'This sheet'],
    ],
  },
  {
    title: 'Tree of a prompt',
    keys: [
      ['↑ ↓', 'Move'],
      ['← →', 'Fold, unfold'],
      ['C', 'Critical path'],
      ['1', 'Fold to agents'],
      ['E', 'Unfold all'],
      ['O', 'Fold others'],
      ['W X', 'Next wait, next failed'],
      ['D', 'Next dearest subagent or turn'],
      ['Z', 'Zoom to the row, and back'],
      ['Enter', 'Details'],
    ],
  },
];

const OFF = 'metric-ai.shortcuts-off';
const LEADERS = new Set(['g', 'r']);
const CHORD_MS = 1200;

export function shortcutsOff(): boolean {
  try {
    return localStorage.getItem(OFF) === '1';
  } catch {
    return false;
  }
}

export function switchShortcuts(off: boolean): void {
  try {
    if (off) localStorage.setItem(OFF, '1');
    else localStorage.removeItem(OFF);
  } catch {
    // Without storage they stay on.
  }
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable="true"]') !== null;

/** What floats has its own keys, and nothing happens behind it: least of all behind a form, which would be lost. */
const floats = (target: EventTarget | null): boolean =>
  document.querySelector('[aria-modal="true"]') !== null ||
  (target instanceof HTMLElement && target.closest('[role="dialog"], [role="menu"], [role="listbox"]') !== null);

/**
 * Single letters, off in inputs and in what floats; two-letter ones within a moment. The page's own come first. "?" works
 * also when the others are switched off.
 */
export function useShortcuts(run: (keys: string) => boolean): void {
  const latest = useRef(run);
  useEffect(() => {
    latest.current = run;
  });
  useEffect(() => {
    let leader = '';
    let since = 0;
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || isTyping(event.target)) return;
      if (floats(event.target)) {
        leader = '';
        return;
      }
      const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
      if (shortcutsOff() && key !== '?') return;
      const chord = leader !== '' && event.timeStamp - since < CHORD_MS ? `${leader} ${key}` : '';
      leader = '';
      if (chord !== '' && latest.current(chord)) {
        event.preventDefault();
        return;
      }
      if (LEADERS.has(key)) {
        leader = key;
        since = event.timeStamp;
        return;
      }
      if (runPageKeys(key, event.target) || latest.current(key)) event.preventDefault();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, []);
}
