import { useEffect, useState } from 'react';
import { DIMENSIONS, misunderstood, readQuery, spell } from '@/lib/filters';
import { DIMENSION_NAMES, nameOf } from '@/lib/names';
import { useScope } from '@/lib/useScope';
import { Icon } from '@/ui/Icon';
import { PageExport } from '@/ui/PageTables';
import { CopyLink } from './CopyLink';
import { FilterPicker } from './FilterPicker';
import type { Freshness } from './freshness';
import { RangePicker } from './RangePicker';

/** Read before the router tidies the address. */
const LOST = misunderstood(readQuery(location.search));

export function FilterBar({
  live,
  filterOpen,
  setFilterOpen,
}: {
  live: Freshness & { paused: boolean; setPaused: (paused: boolean) => void };
  filterOpen: boolean;
  setFilterOpen: (open: boolean) => void;
}) {
  const { search, scope, change } = useScope();
  const [lost, setLost] = useState(LOST);
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
        <span className={live.paused ? 'live paused' : live.late ? 'live late' : 'live'}>
          <span className="hide-phone">{live.paused ? `Paused · ${live.text.toLowerCase()}` : live.text}</span>
          <span className="only-phone">{live.paused ? 'Paused' : live.short}</span>
        </span>
        <button
          type="button"
          className="btn quiet icon"
          aria-label={live.paused ? 'Go on with auto-refresh' : 'Pause auto-refresh'}
          aria-pressed={live.paused}
          onClick={() => live.setPaused(!live.paused)}
        >
          <Icon name={live.paused ? 'play' : 'pause'} />
        </button>
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
