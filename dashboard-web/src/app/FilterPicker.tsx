import { Popover } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { rollupsQuery } from '@/lib/api/rollups';
import { type Dimension, DIMENSIONS } from '@/lib/filters';
import { usdLike } from '@/lib/format';
import { DIMENSION_NAMES, nameOf } from '@/lib/names';
import { useScope } from '@/lib/useScope';
import { Icon } from '@/ui/Icon';
import { Bones, Failed } from '@/ui/States';

export function FilterPicker({ open, setOpen }: { open: boolean; setOpen: (open: boolean) => void }) {
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-start" trapFocus withinPortal>
      <Popover.Target>
        <button type="button" className="chip ghost" aria-expanded={open} onClick={() => setOpen(!open)}>
          <Icon name="plus" /> Filter <kbd className="hide-phone">F</kbd>
        </button>
      </Popover.Target>
      <Popover.Dropdown p={0}>{open && <Choices />}</Popover.Dropdown>
    </Popover>
  );
}

const MOST = 200;

function Choices() {
  const { search, scope, toggle } = useScope();
  const [dimension, setDimension] = useState<Dimension>('repo');
  const [text, setText] = useState('');
  // All values of these days, whatever is chosen already.
  const rows = useQuery(rollupsQuery({ from: scope.from, to: scope.to, filters: {} }, dimension));
  const chosen = search[dimension] ?? [];
  const found = (rows.data?.rows ?? [])
    .map((row) => ({ value: row[dimension], cost: row.costUsd }))
    .filter((row) => row.value !== '' && row.value.toLowerCase().includes(text.trim().toLowerCase()))
    .sort((a, b) => b.cost - a.cost);
  const write = usdLike(found[0]?.cost ?? 0);
  const gone = chosen.filter((value) => text === '' && !found.some((row) => row.value === value));
  return (
    <div className="filter-box">
      <div className="tabs" role="tablist" aria-label="Filter by">
        {DIMENSIONS.map((each) => (
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
        />
      </label>
      <div className="options">
        {rows.error && !rows.data && <Failed what="The list" error={rows.error} retry={() => void rows.refetch()} />}
        {rows.isPending && <Bones rows={4} />}
        {rows.data && found.length === 0 && gone.length === 0 && <p className="said">Nothing found in these days</p>}
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
