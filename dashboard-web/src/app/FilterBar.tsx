import { useEffect, useState } from 'react';
import { DIMENSIONS, misunderstood, readQuery, spell, today } from '@/lib/filters';
import { DIMENSION_NAMES, nameOf } from '@/lib/names';
import { useScope } from '@/lib/useScope';
import { Icon } from '@/ui/Icon';
import { type Live, LiveSign } from '@/ui/Live';
import { PageExport } from '@/ui/PageTables';
import { CopyLink } from './CopyLink';
import { FilterPicker } from './FilterPicker';
import { RangePicker } from './RangePicker';

/** Read before the router tidies the address. */
const LOST = misunderstood(readQuery(location.search), today());

export function FilterBar({
  live,
  filterOpen,
  setFilterOpen,
}: {
  live: Live;
  filterOpen: boolean;
  setFilterOpen: (open: boolean) => void;
}) {
  const { search, scope, change } = useScope();
  const [lost, setLost] = useState(() => [...LOST]);
  useEffect(() => {
    LOST.length = 0;
  }, []);
  return (
    <>
      <div className="filters" role="toolbar" aria-label="Range and filters">
        <RangePicker />
        {DIMENSIONS.flatMap((dimension) =>
          search[dimension]
            ? [
                <button
                  key={dimension}
                  type="button"
                  className="chip on"
                  title={search[dimension].join(', ')}
                  aria-label={`Remove filter: ${dimension} is ${search[dimension].join(', ')}`}
                  onClick={({ currentTarget }) => {
                    // The next chip, or the button that adds one: this chip takes the focus along when it goes.
                    (currentTarget.nextElementSibling as HTMLElement | null)?.focus();
                    change({ [dimension]: undefined });
                  }}
                >
                  <span className="cut" style={{ maxWidth: 220 }}>
                    {DIMENSION_NAMES[dimension]} is{' '}
                    {search[dimension].length > 2
                      ? `one of ${search[dimension].length}`
                      : search[dimension].map((value) => nameOf(dimension, value)).join(' or ')}
                  </span>
                  <Icon name="close" />
                </button>,
              ]
            : [],
        )}
        <FilterPicker open={filterOpen} setOpen={setFilterOpen} />
        <span className="grow" />
        <LiveSign live={live} />
        <CopyLink />
        <PageExport />
      </div>
      {lost.length > 0 && (
        <div className="banner" role="status">
          <Icon name="warning" />
          <span>
            <b>Part of the address was not understood:</b> {lost.join(', ')}. Shown is {spell(scope.from, scope.to)}.
          </span>
          <span className="grow" />
          <button type="button" className="btn quiet icon" aria-label="Hide" onClick={() => setLost([])}>
            <Icon name="close" />
          </button>
        </div>
      )}
    </>
  );
}
