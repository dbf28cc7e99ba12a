import type { ReactNode } from 'react';
import type { DataTable } from '@/lib/csv';
import { clockSince } from '@/lib/days';
import { useOwn } from '@/lib/page-state';
import type { Answer } from './Answer';
import { type Column, Grid, SearchBox } from './Grid';
import { CsvButton } from './CsvButton';
import { usePageTable } from './PageTables';
import { Nothing } from './Panel';
import { Bones, Failed } from './States';

interface Props<Row> {
  /** People */
  title: string;
  eyebrow: string;
  /** Find a person */
  find: string;
  answer: Answer<readonly Row[]>;
  headline: (rows: readonly Row[]) => string;
  /** What the search looks in. */
  words: (row: Row) => string;
  /** `searched`: not all rows are in, so totals of the whole do not fit. */
  columns: (rows: readonly Row[], searched: boolean) => readonly Column<Row>[];
  table: (rows: readonly Row[]) => DataTable;
  rowKey: (row: Row) => string;
  /** Sorted by this column first. */
  sort: string;
  onOpen: (row: Row) => void;
  tools?: ReactNode;
  note?: (rows: readonly Row[]) => ReactNode;
  /** Where a search looks, when that is not all of these days: in the latest 1,000. */
  within?: (rows: readonly Row[]) => string | undefined;
}

/** A page that is one table: headline, search, export, its states. */
export function ListView<Row>(props: Props<Row>) {
  const { title, answer, words, columns, table } = props;
  const [text, setText] = useOwn(
    'q',
    '',
    (word) => word,
    (now) => now.trim() || undefined,
  );
  const rows = answer.data;
  const wanted = text.trim().toLowerCase();
  const found = wanted === '' ? rows : rows?.filter((row) => words(row).toLowerCase().includes(wanted));
  usePageTable(title, { data: found, error: answer.error }, table);
  return (
    <>
      <div className="head-row">
        <div>
          <p className="eyebrow">
            {props.eyebrow}
            {rows && answer.since !== undefined && ` · not refreshed since ${clockSince(answer.since, Date.now())} UTC`}
          </p>
          <h1>{rows ? props.headline(rows) : title}</h1>
        </div>
        <div className="tools">
          <SearchBox label={props.find} value={text} onChange={setText} />
          {props.tools}
          <CsvButton table={found && (() => table(found))} />
        </div>
      </div>
      {!rows && !answer.error && <Bones rows={12} as="rows" />}
      {!rows && answer.error && <Failed what={title} error={answer.error} at={answer.failedAt} retry={answer.retry} />}
      {found && found.length > 0 && (
        <div style={answer.stale ? { opacity: 0.6 } : undefined}>
          <Grid
            name={title}
            rows={found}
            columns={columns(found, wanted !== '')}
            rowKey={props.rowKey}
            sort={props.sort}
            onOpen={props.onOpen}
          />
        </div>
      )}
      {found?.length === 0 && (
        <Nothing
          text={
            wanted === ''
              ? 'Nothing in these days'
              : `Nothing here is called “${text.trim()}” ${(rows && props.within?.(rows)) ?? 'in these days'}`
          }
        />
      )}
      {found && props.note && <p className="note">{props.note(found)}</p>}
    </>
  );
}
