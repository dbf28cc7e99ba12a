import { Menu } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { type DataTable, downloadCsv } from '@/lib/csv';
import { useScope } from '@/lib/useScope';
import { DIMENSIONS } from '@/lib/filters';
import type { Answer } from './Answer';
import { Icon } from './Icon';
import { Bones, Failed } from './States';

interface Props<T> {
  title: string;
  sub?: ReactNode;
  /** Of twelve columns. */
  span: 3 | 4 | 5 | 6 | 7 | 8 | 12;
  answer: Answer<T>;
  /** True when the answer holds nothing to draw. */
  isEmpty?: (data: T) => boolean;
  emptyText?: string;
  right?: ReactNode;
  footer?: (data: T) => ReactNode;
  table?: (data: T) => DataTable;
  png?: () => void;
  flush?: boolean;
  bones?: number;
  children: (data: T) => ReactNode;
}

/** The frame of every panel: its states are drawn here once, so that a failing panel never takes the page along. */
export function Panel<T>(props: Props<T>) {
  const { title, sub, span, answer, isEmpty, emptyText, right, footer, table, png, flush, bones, children } = props;
  const [asTable, setAsTable] = useState(false);
  const { data } = answer;
  const empty = data !== undefined && isEmpty?.(data) === true;
  const drawn = data !== undefined && !empty;
  return (
    <section className={`panel s${span}`} aria-label={title} aria-busy={data === undefined && answer.error === null}>
      <header>
        <h2>{title}</h2>
        {sub !== undefined && <span className="sub">{sub}</span>}
        <div className="right">
          {drawn && right}
          {drawn && table && (
            <Menu position="bottom-end" width={170}>
              <Menu.Target>
                <button type="button" className="more" aria-label={`${title}: export and more`}>
                  <Icon name="dots" />
                </button>
              </Menu.Target>
              <Menu.Dropdown>
                <Menu.Item onClick={() => downloadCsv(table(data))}>Save as CSV</Menu.Item>
                {png && !asTable && <Menu.Item onClick={png}>Save as PNG</Menu.Item>}
                <Menu.Item onClick={() => setAsTable(!asTable)}>
                  {asTable ? 'Show as drawn' : 'Show as table'}
                </Menu.Item>
              </Menu.Dropdown>
            </Menu>
          )}
        </div>
      </header>
      <div className={`body${flush && drawn ? ' flush' : ''}${answer.stale ? ' stale' : ''}`}>
        {data === undefined && answer.error !== null && (
          <Failed what={title} error={answer.error} retry={answer.retry} />
        )}
        {data === undefined && answer.error === null && <Bones rows={bones ?? 6} />}
        {empty && <Nothing text={emptyText ?? 'Nothing in these days'} />}
        {drawn && (asTable && table ? <AsTable table={table(data)} /> : children(data))}
      </div>
      {drawn && footer && <footer>{footer(data)}</footer>}
    </section>
  );
}

/** Empty: names the filters that are on, and offers to drop one. */
function Nothing({ text }: { text: string }) {
  const { search, change } = useScope();
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
      {last && (
        <button type="button" className="btn quiet" onClick={() => change({ [last]: undefined })}>
          Remove the {last} filter
        </button>
      )}
    </div>
  );
}

function AsTable({ table }: { table: DataTable }) {
  return (
    <div className="scroll" style={{ maxHeight: 320 }} tabIndex={0} role="region" aria-label={`${table.name} as table`}>
      <table className="tight">
        <thead>
          <tr>
            {table.columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.slice(0, 400).map((row, index) => (
            <tr key={index}>
              {row.map((cell, place) => (
                <td key={place} className={typeof cell === 'number' ? 'num' : undefined}>
                  {cell === null ? '–' : String(cell)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
