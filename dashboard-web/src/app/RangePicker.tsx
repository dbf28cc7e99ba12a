import { Popover } from '@mantine/core';
import { lazy, Suspense, useRef, useState } from 'react';
import { calendarRanges, DEFAULT_PRESET, type Preset, PRESETS, presetName, rangeName, spell } from '@/lib/filters';
import { useScope } from '@/lib/useScope';
import { backTo } from '@/ui/backTo';
import { Icon } from '@/ui/Icon';
import { Bones } from '@/ui/States';

const Calendar = lazy(() => import('@/ui/Calendar'));

/** Whole weeks, so that a Monday meets a Monday; and a free choice. */
export function RangePicker() {
  const { search, scope, change, today } = useScope();
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const free = search.from !== undefined;
  return (
    <Popover
      opened={open}
      onChange={setOpen}
      position="bottom-start"
      trapFocus
      withinPortal
      onExitTransitionEnd={backTo(button)}
    >
      <Popover.Target>
        <button ref={button} type="button" className="chip" aria-expanded={open} onClick={() => setOpen(!open)}>
          <Icon name="calendar" />
          {rangeName(search)}{' '}
          <span className="muted hide-phone">{free ? 'UTC' : `${spell(scope.from, scope.to)} UTC`}</span>
          <Icon name="down" />
        </button>
      </Popover.Target>
      <Popover.Dropdown p={0}>
        <div className="range-box">
          <div className="presets">
            {(Object.keys(PRESETS) as Preset[]).map((preset) => (
              <button
                key={preset}
                type="button"
                aria-pressed={!free && (search.range ?? DEFAULT_PRESET) === preset}
                onClick={() => {
                  change({ range: preset === DEFAULT_PRESET ? undefined : preset, from: undefined, to: undefined });
                  setOpen(false);
                }}
              >
                {presetName(preset)}
              </button>
            ))}
            <hr />
            {calendarRanges(today).map(({ name, from, to }) => (
              <button
                key={name}
                type="button"
                aria-pressed={free && search.from === from && search.to === to}
                onClick={() => {
                  change({ range: undefined, from, to });
                  setOpen(false);
                }}
              >
                {name}
              </button>
            ))}
            <span className="small muted">Days are UTC.</span>
          </div>
          <div className="calendar">
            <Suspense fallback={<Bones rows={7} />}>
              <Calendar
                from={scope.from}
                to={scope.to}
                today={today}
                onPick={(from, to) => {
                  change({ range: undefined, from, to });
                  setOpen(false);
                }}
              />
            </Suspense>
          </div>
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
