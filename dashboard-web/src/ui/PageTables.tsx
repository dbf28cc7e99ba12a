import { createContext, type ReactNode, useContext, useEffect, useId, useMemo, useRef, useState } from 'react';
import { reportExport } from '@/lib/api/exports';
import { csvFiles, type DataTable, download } from '@/lib/csv';
import { useScope } from '@/lib/useScope';
import { zip } from '@/lib/zip';
import { Icon } from './Icon';

/** What the panels of the page have to export, in their order; null while a panel waits for its answer. */
class Tables {
  private readonly panels = new Map<string, (() => DataTable) | null>();
  private readonly listeners = new Set<() => void>();

  add(id: string, table: (() => DataTable) | null): () => void {
    this.panels.set(id, table);
    this.changed();
    return () => {
      this.panels.delete(id);
      this.changed();
    };
  }

  all(): DataTable[] {
    return [...this.panels.values()].flatMap((table) => (table ? [table()] : []));
  }

  /** True when there is something to export, and nothing is on its way. */
  get ready(): boolean {
    return this.panels.size > 0 && [...this.panels.values()].every((table) => table !== null);
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
  data: T | undefined,
  table: ((data: T) => DataTable) | undefined,
  pending: boolean,
): void {
  const tables = useContext(Context);
  const id = useId();
  const make = data !== undefined && table ? () => table(data) : null;
  const latest = useRef(make);
  useEffect(() => {
    latest.current = make;
  });
  const ready = make !== null;
  useEffect(() => {
    if (!tables || !(ready || pending)) return;
    if (!ready) return tables.add(id, null);
    return tables.add(id, () => latest.current?.() ?? { name: id, columns: [], rows: [] });
  }, [tables, id, ready, pending]);
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
    const files = csvFiles(tables?.all() ?? []);
    const name = `metric-ai-${pageName(location.pathname)}-${scope.from}-to-${scope.to}.zip`;
    reportExport(name);
    download(name, new Blob([zip(files, new Date())], { type: 'application/zip' }));
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
