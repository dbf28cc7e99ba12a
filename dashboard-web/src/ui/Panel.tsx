import { Menu } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { isSmallTeam } from '@/lib/api/client';
import { clockSince } from '@/lib/days';
import { type Cell, type DataTable, downloadCsv } from '@/lib/csv';
import { capital, NONE, plural } from '@/lib/format';
import { useScope } from '@/lib/useScope';
import { DIMENSIONS, scopeLine } from '@/lib/filters';
import { type Answer, useAsked } from './Answer';
import { Icon } from './Icon';
import { usePageTable } from './PageTables';
import { RemoveFilter } from './RemoveFilter';
import { Bones, type BonesShape, Failed } from './States';
import { usePhone } from './usePhone';

/** What a picture of a panel says above it. */
export interface About {
  title: string;
  days: string;
}

interface Props<T> {
  /** What a link to the panel names. */
  id?: string;
  title: string;
  sub?: ReactNode;
  /** Of twelve columns. */
  span: 3 | 4 | 5 | 6 | 7 | 8 | 12;
  answer: Answer<T>;
  /** True when the answer holds nothing to draw. */
  isEmpty?: (data: T) => boolean;
  emptyText?: string;
  /** On a phone the panel is one line with this number until it is opened; without it, it stays open. */
  keyFigure?: (data: T) => string;
  right?: ReactNode;
  footer?: (data: T) => ReactNode;
  /** The first is what the panel draws. */
  table?: (data: T) => DataTable | readonly DataTable[];
  png?: (data: T, about: About) => void;
  flush?: boolean;
  bones?: number;
  /** What its skeleton looks like. */
  bonesAs?: BonesShape;
  children: (data: T) => ReactNode;
}

/** The frame of every panel: its states are drawn here once, so that a failing panel never takes the page along. */
export function Panel<T>(props: Props<T>) {
  const { title, sub, span, answer, isEmpty, keyFigure, png } = props;
  const table = props.table && allOf(props.table);
  const scope = useAsked(answer, useScope().scope);
  const [asTable, setAsTable] = useState(false);
  const [open, setOpen] = useState(false);
  const folds = usePhone() && keyFigure !== undefined;
  const { data } = answer;
  const empty = data !== undefined && isEmpty?.(data) === true;
  const drawn = data !== undefined && !empty;
  const busy = data === undefined && answer.error === null;
  usePageTable(title, answer, drawn ? table : undefined);
  const shut = folds && !open;
  const missing = isSmallTeam(answer.error) ? 'not shown' : 'did not load';
  return (
    <section id={props.id} className={`panel s${span}${shut ? ' shut' : ''}`} aria-label={title} aria-busy={busy}>
      <header>
        {folds ? (
          <h2>
            <button type="button" className="fold" aria-expanded={open} onClick={() => setOpen(!open)}>
              <span>{title}</span>
              {sub !== undefined && <span className="sub">{sub}</span>}
              <b>{drawn ? keyFigure(data) : empty ? NONE : busy ? '…' : missing}</b>
              <Icon name={open ? 'down' : 'right'} />
            </button>
          </h2>
        ) : (
          <>
            <h2>{title}</h2>
            {sub !== undefined && <span className="sub">{sub}</span>}
          </>
        )}
        {!shut && drawn && answer.since !== undefined && (
          <span className="sub">not refreshed since {clockSince(answer.since, Date.now())} UTC</span>
        )}
        {!shut && (
          <div className="right">
            {drawn && props.right}
            {drawn && table && (
              <More
                title={title}
                tables={table(data)}
                png={asTable || !png ? undefined : () => png(data, { title, days: scopeLine(scope) })}
                asTable={asTable}
                setAsTable={setAsTable}
              />
            )}
          </div>
        )}
      </header>
      {!shut && (
        <div className={`body${props.flush && drawn ? ' flush' : ''}${answer.stale ? ' stale' : ''}`}>
          {data === undefined && answer.error !== null && (
            <Failed what={title} error={answer.error} at={answer.failedAt} retry={answer.retry} beside />
          )}
          {busy && <Bones rows={props.bones ?? 6} as={props.bonesAs ?? 'lines'} />}
          {empty && <Nothing text={props.emptyText ?? 'Nothing in these days'} />}
          {drawn &&
            (asTable && table
              ? table(data).map((each) => <AsTable key={each.name} table={each} />)
              : props.children(data))}
        </div>
      )}
      {!shut && drawn && props.footer && <footer>{props.footer(data)}</footer>}
    </section>
  );
}

const allOf =
  <T,>(table: (data: T) => DataTable | readonly DataTable[]) =>
  (data: T): readonly DataTable[] =>
    [table(data)].flat();

function More({
  title,
  tables,
  png,
  asTable,
  setAsTable,
}: {
  title: string;
  tables: readonly DataTable[];
  png: (() => void) | undefined;
  asTable: boolean;
  setAsTable: (on: boolean) => void;
}) {
  return (
    <Menu position="bottom-end" width={240}>
      <Menu.Target>
        <button type="button" className="more" aria-label={`${title}: export and more`}>
          <Icon name="dots" />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {tables.map((table) => (
          <Menu.Item key={table.name} onClick={() => downloadCsv(table)}>
            Save {table.name}.csv
          </Menu.Item>
        ))}
        {png && <Menu.Item onClick={png}>Save as PNG</Menu.Item>}
        <Menu.Item onClick={() => setAsTable(!asTable)}>{asTable ? 'Show as drawn' : 'Show as table'}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

/** Empty: names the filters that are on, and offers to drop one. */
export function Nothing({ text }: { text: string }) {
  const { search } = useScope();
  const on = DIMENSIONS.filter((dimension) => search[dimension]);
  const last = on.at(-1);
  return (
    <div className="said">
      <b>{text}</b>
      {on.length > 0 && (
        <span>
          Filters on: {on.map((dimension) => `${dimension} ${search[dimension]?.join(', ') ?? ''}`).join(' · ')}
        </span>
      )}
      {last && <RemoveFilter dimension={last} />}
    </div>
  );
}

/** cost_usd as Cost USD */
const headOf = (column: string): string =>
  capital(column.replaceAll('_', ' ').replace(/\b(usd|id)\b/g, (word) => word.toUpperCase()));

/** To read, other than what is exported: thousands apart, and words for codes. */
function written(cell: Cell, words: ((cell: Cell) => string) | undefined): string {
  if (cell === null) return NONE;
  if (words) return words(cell);
  return typeof cell === 'number' ? cell.toLocaleString('en-US', { maximumFractionDigits: 6 }) : String(cell);
}

/** To be read; all of it is in the CSV. */
const MOST_ROWS = 400;

function AsTable({ table }: { table: DataTable }) {
  const more = table.rows.length - MOST_ROWS;
  return (
    <div className="scroll" style={{ maxHeight: 320 }} tabIndex={0} role="region" aria-label={`${table.name} as table`}>
      <table className="tight">
        <thead>
          <tr>
            {table.columns.map((column) => (
              <th key={column} scope="col">
                {headOf(column)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.slice(0, MOST_ROWS).map((row, index) => (
            <tr key={index}>
              {row.map((cell, place) => (
                <td key={place} className={typeof cell === 'number' ? 'num' : undefined}>
                  {written(cell, table.words?.[table.columns[place] ?? ''])}
                </td>
              ))}
            </tr>
          ))}
          {more > 0 && (
            <tr>
              <td colSpan={table.columns.length} className="muted">
                {plural(more, 'more row')} in the CSV
              </td>
            </tr>
          )}
        </tbody>
      </table>
    </div>
  );
}
