import { createContext, type ReactNode, useContext, useEffect, useId, useMemo, useRef, useState } from 'react';
import { reportExport } from '@/lib/api/exports';
import { csvFiles, type DataTable, download } from '@/lib/csv';
import { say } from '@/lib/toasts';
import { useScope } from '@/lib/useScope';
import { zip } from '@/lib/zip';
import { Icon } from './Icon';

/** A panel that waits for its answer; that did not get one; that has tables. */
type State = { waits: true } | { failed: string } | { make: () => readonly DataTable[] };

/** What the panels of the page have to export, in their order. */
export class Tables {
  private readonly panels = new Map<string, State>();
  private readonly listeners = new Set<() => void>();

  add(id: string, state: State): () => void {
    this.panels.set(id, state);
    this.changed();
    return () => {
      this.panels.delete(id);
      this.changed();
    };
  }

  all(): DataTable[] {
    return [...this.panels.values()].flatMap((state) => ('make' in state ? state.make() : []));
  }

  /** Panels that did not load: an export without them says so. */
  missing(): string[] {
    return [...this.panels.values()].flatMap((state) => ('failed' in state ? [state.failed] : []));
  }

  /** True when there is something to export, and nothing is on its way. */
  get ready(): boolean {
    const states = [...this.panels.values()];
    return states.some((state) => 'make' in state) && states.every((state) => !('waits' in state));
  }

  listen(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  private changed(): void {
    for (const listener of this.listeners) listener();
  }
}

const Context = createContext<Tables | null>(null);

export function PageTables({ children }: { children: ReactNode }) {
  const tables = useMemo(() => new Tables(), []);
  return <Context.Provider value={tables}>{children}</Context.Provider>;
}

/** Says what a panel has to export; `table` is called when the export is asked for, not before. */
export function usePageTable<T>(
  name: string,
  { data, error }: { data: T | undefined; error: Error | null },
  table: ((data: T) => DataTable | readonly DataTable[]) | undefined,
): void {
  const tables = useContext(Context);
  const id = useId();
  const make = data !== undefined && table ? () => [table(data)].flat() : null;
  const latest = useRef(make);
  useEffect(() => {
    latest.current = make;
  });
  const state = make ? 'ready' : data !== undefined ? 'none' : error ? 'failed' : 'waits';
  useEffect(() => {
    if (!tables || state === 'none') return;
    if (state === 'waits') return tables.add(id, { waits: true });
    if (state === 'failed') return tables.add(id, { failed: name });
    return tables.add(id, { make: () => latest.current?.() ?? [] });
  }, [tables, id, state, name]);
}

/** A page's files: a table each, and a note of what is not among them. */
export function exportFiles(tables: Pick<Tables, 'all' | 'missing'>): { name: string; text: string }[] {
  const missing = tables.missing();
  const note = `${missing.join(', ')} did not load when this was exported, so it is not in here. Export again later.\n`;
  return [
    ...csvFiles(tables.all()),
    ...(missing.length > 0 ? [{ name: 'not-exported.txt', text: `\ufeff${note}` }] : []),
  ];
}

/** All tables of the page as one file. */
export function PageExport() {
  const tables = useContext(Context);
  const { scope } = useScope();
  const [ready, setReady] = useState(false);
  useEffect(() => {
    const look = () => setReady(tables?.ready ?? false);
    look();
    return tables?.listen(look);
  }, [tables]);
  const save = () => {
    if (!tables) return;
    const files = exportFiles(tables);
    const missing = tables.missing();
    const name = `metric-ai-${pageName(location.pathname)}-${scope.from}-to-${scope.to}.zip`;
    reportExport(name);
    download(name, new Blob([zip(files, new Date())], { type: 'application/zip' }));
    if (missing.length > 0) say(`Exported without ${missing.join(', ')}: not loaded.`);
  };
  return (
    <button
      type="button"
      className="btn"
      disabled={!ready}
      title="Every panel of this page as CSV, in one zip file"
      onClick={save}
    >
      <Icon name="save" /> <span className="hide-phone">Export page</span>
      <span className="visually-hidden only-phone">Export page</span>
    </button>
  );
}

/** people-mira.okafor-example.com of /people/mira.okafor%40example.com */
export const pageName = (path: string): string =>
  path
    .replace(/%[0-9a-f]{2}/gi, '-')
    .replace(/[^\w.-]+/g, '-')
    .replace(/^-+|-+$/g, '') || 'overview';
