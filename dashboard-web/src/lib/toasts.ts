/** Short notes that something was done. What went wrong stands beside what was tried, never here. */
export interface Toast {
  id: number;
  text: string;
}

const SHOWN_MS = 6000;
const MOST = 3;

let toasts: readonly Toast[] = [];
let last = 0;
const listeners = new Set<() => void>();

function set(next: readonly Toast[]): void {
  toasts = next;
  for (const listener of listeners) listener();
}

export function say(text: string): void {
  const id = ++last;
  set([...toasts, { id, text }].slice(-MOST));
  setTimeout(() => dismiss(id), SHOWN_MS);
}

export const dismiss = (id: number): void => set(toasts.filter((toast) => toast.id !== id));

export const currentToasts = (): readonly Toast[] => toasts;

export function onToasts(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
