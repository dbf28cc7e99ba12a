import { useVirtualizer } from '@tanstack/react-virtual';
import { type MouseEvent, type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import type { Cell } from '@/lib/csv';
import { useOwn } from '@/lib/page-state';
import { Icon } from './Icon';
import { Lost } from './Lost';

export interface Column<Row> {
  id: string;
  title: string;
  /** Sorts by it, and CSV has it. */
  value: (row: Row) => Cell;
  draw?: (row: Row) => ReactNode;
  num?: boolean;
  main?: boolean;
  /** Off until chosen under "Columns". */
  off?: boolean;
  hidePhone?: boolean;
  total?: ReactNode;
  /** In a second row below: what rows are compared with. */
  middle?: ReactNode;
}

const ROW = 36;
const VIRTUAL_FROM = 200;

/** Sortable, searchable, virtual beyond 200 rows. The totals row is always in view. */
export function Grid<Row>({
  name,
  rows,
  columns,
  rowKey,
  sort: firstSort,
  onOpen,
}: {
  name: string;
  rows: readonly Row[];
  columns: readonly Column<Row>[];
  rowKey: (row: Row) => string;
  sort: string;
  onOpen?: (row: Row) => void;
}) {
  const [sort, setSort, lost] = useOwn(
    'sort',
    { id: firstSort, down: true },
    (word) => readSort(word, columns),
    (now) => (now.id === firstSort && now.down ? undefined : writeSort(now)),
  );
  const [cursor, setCursor] = useState(-1);
  // Where the next key moves from: keys may come faster than rows are drawn.
  const at = useRef(-1);
  const box = useRef<HTMLDivElement>(null);
  const sorted = useMemo(() => sortRows(rows, columns, sort), [rows, columns, sort]);
  const virtual = sorted.length > VIRTUAL_FROM;
  const virtualizer = useVirtualizer({
    count: sorted.length,
    getScrollElement: () => box.current,
    estimateSize: () => ROW,
    overscan: 12,
    enabled: virtual,
  });
  const items = virtual ? virtualizer.getVirtualItems() : null;
  const first = items?.[0]?.index ?? 0;
  const last = items ? (items.at(-1)?.index ?? -1) : sorted.length - 1;
  const above = first * ROW;
  const below = items ? (sorted.length - 1 - last) * ROW : 0;
  const hasMiddle = columns.some((column) => column.middle !== undefined && column.middle !== null);
  const hasTotal = columns.some((column) => column.total !== undefined);

  useEffect(() => {
    const move = (event: Event) => {
      const step = (event as CustomEvent<'down' | 'up' | 'open'>).detail;
      if (step === 'open') {
        const row = sorted[at.current];
        if (row !== undefined) onOpen?.(row);
        return;
      }
      const next = Math.max(0, Math.min(sorted.length - 1, at.current + (step === 'down' ? 1 : -1)));
      at.current = next;
      setCursor(next);
      if (virtual) virtualizer.scrollToIndex(next);
      else box.current?.querySelectorAll('tbody tr')[next]?.scrollIntoView({ block: 'nearest' });
    };
    window.addEventListener('rows', move);
    return () => window.removeEventListener('rows', move);
  }, [sorted, onOpen, virtual, virtualizer]);

  return (
    <>
      <Lost words={[lost]} />
      <div className="grid-table" ref={box} tabIndex={0} role="region" aria-label={name}>
        <table aria-rowcount={sorted.length + 1}>
          <thead>
            <tr>
              {columns.map((column) => {
                const on = sort.id === column.id;
                return (
                  <th
                    key={column.id}
                    scope="col"
                    className={classes(column)}
                    aria-sort={on ? (sort.down ? 'descending' : 'ascending') : undefined}
                  >
                    <button
                      type="button"
                      onClick={() => setSort({ id: column.id, down: on ? !sort.down : column.num === true })}
                    >
                      {column.title}
                      {on ? (sort.down ? ' ↓' : ' ↑') : ''}
                    </button>
                  </th>
                );
              })}
            </tr>
          </thead>
          <tbody>
            {above > 0 && (
              <tr aria-hidden="true">
                <td colSpan={columns.length} style={{ height: above, padding: 0, border: 0 }} />
              </tr>
            )}
            {sorted.slice(first, last + 1).map((row, index) => (
              <tr
                key={rowKey(row)}
                aria-rowindex={first + index + 2}
                className={
                  [first + index === cursor && 'cursor', onOpen && 'opens'].filter(Boolean).join(' ') || undefined
                }
                onClick={onOpen && ((event) => isPlain(event) && onOpen(row))}
              >
                {columns.map((column) => (
                  <td key={column.id} className={classes(column)}>
                    {column.draw ? column.draw(row) : (column.value(row) ?? '–')}
                  </td>
                ))}
              </tr>
            ))}
            {below > 0 && (
              <tr aria-hidden="true">
                <td colSpan={columns.length} style={{ height: below, padding: 0, border: 0 }} />
              </tr>
            )}
          </tbody>
          {hasTotal && (
            <tfoot>
              <tr className="total">
                {columns.map((column) => (
                  <td key={column.id} className={classes(column)}>
                    {column.total}
                  </td>
                ))}
              </tr>
              {hasMiddle && (
                <tr className="middle">
                  {columns.map((column) => (
                    <td key={column.id} className={classes(column)}>
                      {column.middle}
                    </td>
                  ))}
                </tr>
              )}
            </tfoot>
          )}
        </table>
      </div>
    </>
  );
}

/** Beside what has a way of its own, and not the end of marking text: the row's link is in its first cell, for the keyboard. */
const isPlain = ({ target }: MouseEvent): boolean =>
  !(target as Element).closest('a, button, input') && (getSelection()?.isCollapsed ?? true);

interface Sort {
  id: string;
  down: boolean;
}

/** -cost: by cost, the highest first */
export const writeSort = ({ id, down }: Sort): string => (down ? `-${id}` : id);

/** undefined when there is no such column */
export function readSort(word: string, columns: readonly { id: string }[]): Sort | undefined {
  const down = word.startsWith('-');
  const id = down ? word.slice(1) : word;
  return columns.some((column) => column.id === id) ? { id, down } : undefined;
}

const classes = <Row,>(column: Column<Row>): string =>
  [column.num && 'num', column.main && 'main', column.hidePhone && 'hide-phone'].filter(Boolean).join(' ');

export function sortRows<Row>(rows: readonly Row[], columns: readonly Column<Row>[], sort: Sort): Row[] {
  const column = columns.find((each) => each.id === sort.id);
  if (!column) return [...rows];
  const turn = sort.down ? -1 : 1;
  return [...rows].sort((a, b) => {
    const left = column.value(a);
    const right = column.value(b);
    // What has no value stays at the end, whichever way it is sorted.
    if (left === null || right === null) return Number(left === null) - Number(right === null);
    if (typeof left === 'number' && typeof right === 'number') return (left - right) * turn;
    return String(left).localeCompare(String(right), 'en') * turn;
  });
}

export function SearchBox({
  label,
  value,
  onChange,
  hint = '/',
}: {
  label: string;
  value: string;
  onChange: (value: string) => void;
  hint?: string;
}) {
  return (
    <label className="search">
      <Icon name="search" />
      <input
        type="search"
        data-search
        aria-label={label}
        placeholder={label}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') {
            onChange('');
            event.currentTarget.blur();
          }
        }}
      />
      <kbd className="hide-phone">{hint}</kbd>
    </label>
  );
}
