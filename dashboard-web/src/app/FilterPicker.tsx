import { Popover } from '@mantine/core';
import { useQueries, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type RollupRow, rollupsQuery } from '@/lib/api/rollups';
import { type Dimension, DIMENSIONS } from '@/lib/filters';
import { count, usdLike } from '@/lib/format';
import { DIMENSION_NAMES, nameOf } from '@/lib/names';
import { usePinned } from '@/lib/usePinned';
import { useScope } from '@/lib/useScope';
import { Icon } from '@/ui/Icon';
import { Bones, Failed } from '@/ui/States';

export function FilterPicker({ open, setOpen }: { open: boolean; setOpen: (open: boolean) => void }) {
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-start" trapFocus withinPortal>
      <Popover.Target>
        <button type="button" className="chip ghost" data-filter aria-expanded={open} onClick={() => setOpen(!open)}>
          <Icon name="plus" /> Filter <kbd className="hide-phone">F</kbd>
        </button>
      </Popover.Target>
      <Popover.Dropdown p={0}>{open && <Choices />}</Popover.Dropdown>
    </Popover>
  );
}

const MOST = 200;

/** Those with the text in them, the dearest first. */
const matching = (rows: readonly RollupRow[], dimension: Dimension, text: string) =>
  rows
    .map((row) => ({ value: row[dimension], cost: row.costUsd }))
    .filter((row) => row.value !== '' && row.value.toLowerCase().includes(text.trim().toLowerCase()))
    .sort((a, b) => b.cost - a.cost);

function Choices() {
  const { search, scope, toggle } = useScope();
  const pinned = usePinned();
  const dimensions = DIMENSIONS.filter((each) => !(each in pinned));
  const [dimension, setDimension] = useState<Dimension>('repo' in pinned ? 'user' : 'repo');
  const [text, setText] = useState('');
  // All values of these days, whatever is chosen already.
  const all = { from: scope.from, to: scope.to, filters: {} };
  // Old values are of another kind, not of other days: among developers repos would read as nobody.
  const valuesOf = (each: Dimension) => ({ ...rollupsQuery(all, each), placeholderData: undefined });
  const rows = useQuery(valuesOf(dimension));
  const chosen = search[dimension] ?? [];
  const found = matching(rows.data?.rows ?? [], dimension, text);
  const write = usdLike(found[0]?.cost ?? 0);
  const gone = chosen.filter((value) => text === '' && !found.some((row) => row.value === value));
  // What is typed may be of another kind: where nothing is found, the others are looked through.
  const none = rows.data !== undefined && found.length === 0 && gone.length === 0;
  const others = dimensions.filter((each) => each !== dimension);
  const elsewhere = useQueries({
    queries: others.map((each) => ({ ...valuesOf(each), enabled: none && text.trim() !== '' })),
  }).flatMap(({ data }, at) => {
    const other = others[at];
    const many = none && data && other ? matching(data.rows, other, text).length : 0;
    return other && many > 0 ? [{ other, many }] : [];
  });
  return (
    <div className="filter-box">
      <div className="tabs" role="tablist" aria-label="Filter by">
        {dimensions.map((each) => (
          <button
            key={each}
            type="button"
            role="tab"
            aria-selected={each === dimension}
            onClick={() => {
              setDimension(each);
              setText('');
            }}
          >
            {DIMENSION_NAMES[each]}
          </button>
        ))}
      </div>
      <label className="search">
        <Icon name="search" />
        <input
          data-autofocus
          aria-label={`Find a ${DIMENSION_NAMES[dimension].toLowerCase()}`}
          placeholder={`Find a ${DIMENSION_NAMES[dimension].toLowerCase()}`}
          value={text}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => {
            const [only, second] = found;
            if (event.key === 'Enter' && only && !second) toggle(dimension, only.value, true);
          }}
        />
      </label>
      <div className="options">
        {rows.error && !rows.data && <Failed what="The list" error={rows.error} retry={() => void rows.refetch()} />}
        {rows.isPending && <Bones rows={4} />}
        {none && (
          <div className="said" role="status">
            <span>Nothing found in these days</span>
            {elsewhere.map(({ other, many }) => (
              <button key={other} type="button" className="btn" onClick={() => setDimension(other)}>
                {count(many)} in {DIMENSION_NAMES[other]}
              </button>
            ))}
          </div>
        )}
        {[...gone.map((value) => ({ value, cost: 0 })), ...found.slice(0, MOST)].map(({ value, cost }) => (
          <label key={value} title={value}>
            <input type="checkbox" checked={chosen.includes(value)} onChange={() => toggle(dimension, value, true)} />
            <span className="cut grow">{nameOf(dimension, value)}</span>
            <span className="small muted">{write(cost)}</span>
          </label>
        ))}
        {found.length > MOST && <p className="small muted">{found.length - MOST} more: type to find them</p>}
      </div>
    </div>
  );
}
