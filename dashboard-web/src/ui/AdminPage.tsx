import type { ReactNode } from 'react';
import { count, plural } from '@/lib/format';
import { Bones, Failed } from './States';

/** What every page of administration begins with: a sentence that says how things are, and what can be done. */
export function AdminHead({
  eyebrow,
  title,
  cause,
  tools,
}: {
  eyebrow: string;
  title: string;
  cause?: ReactNode;
  tools?: ReactNode;
}) {
  return (
    <div className="admin-head">
      <div>
        <p className="eyebrow">{eyebrow}</p>
        <h1>{title}</h1>
        {cause && <p className="cause">{cause}</p>}
      </div>
      {tools && <div className="tools">{tools}</div>}
    </div>
  );
}

/** Before the first answer, and when there was none. */
export function AdminWait({
  title,
  error,
  retry,
  rows = 10,
}: {
  title: string;
  error: Error | null;
  retry: () => void;
  rows?: number;
}) {
  return (
    <>
      <p className="eyebrow">{title}</p>
      <h1>{title}</h1>
      {error ? <Failed what={title} error={error} retry={retry} /> : <Bones rows={rows} as="rows" />}
    </>
  );
}

/** A column's name, whether it holds numbers, and whether a phone has room for it. `''` names a column of buttons. */
export type Head = readonly [name: string, kind?: 'num' | 'hide-phone' | 'num hide-phone'];

/** A table that scrolls by itself, by keyboard too. */
export function AdminTable({
  name,
  heads,
  children,
  stale = false,
  live = false,
  foot,
}: {
  name: string;
  heads: readonly Head[];
  children: ReactNode;
  stale?: boolean;
  /** Changes of the rows are read out. */
  live?: boolean;
  foot?: ReactNode;
}) {
  return (
    <div
      className="admin-table"
      tabIndex={0}
      role="region"
      aria-label={`${name}, table`}
      style={stale ? { opacity: 0.6 } : undefined}
    >
      <table>
        <thead>
          <tr>
            {heads.map(([head, kind]) => (
              <th key={head} scope="col" className={kind}>
                {head === '' ? <span className="visually-hidden">Change</span> : head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody aria-live={live ? 'polite' : undefined}>{children}</tbody>
        {foot && <tfoot>{foot}</tfoot>}
      </table>
    </div>
  );
}

/** The rest of a list that is loaded page by page. */
export function Older({
  answer,
  label,
}: {
  answer: {
    hasNextPage: boolean;
    isFetchingNextPage: boolean;
    isFetchNextPageError: boolean;
    fetchNextPage: () => Promise<unknown>;
  };
  label: string;
}) {
  if (!answer.hasNextPage) return null;
  return (
    <div className="table-bar">
      <button
        type="button"
        className="btn"
        disabled={answer.isFetchingNextPage}
        onClick={() => void answer.fetchNextPage()}
      >
        {answer.isFetchingNextPage ? 'Loading…' : label}
      </button>
      {answer.isFetchNextPageError && <span className="bad small">They did not load. Try again.</span>}
    </div>
  );
}

/** The rest of a list that is not all drawn. */
export function More({
  shown,
  all,
  noun,
  plural: many,
  onMore,
}: {
  shown: number;
  all: number;
  noun: string;
  plural?: string;
  onMore: () => void;
}) {
  if (all <= shown) return null;
  return (
    <div className="table-bar">
      <span className="muted small">
        {count(shown)} of {plural(all, noun, many)}
      </span>
      <button type="button" className="btn" onClick={onMore}>
        Show more
      </button>
    </div>
  );
}
