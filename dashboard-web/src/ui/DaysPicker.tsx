import { Popover } from '@mantine/core';
import { lazy, Suspense, useRef, useState } from 'react';
import type { Day } from '@/lib/days';
import { spell } from '@/lib/filters';
import { backTo } from './backTo';
import { Icon } from './Icon';
import { Bones } from './States';

const Calendar = lazy(() => import('./Calendar'));

/** Days of a log, UTC; none chosen is all of them. Either end may be open in an address, as 2026-11-01. */
export function DaysPicker({
  from,
  to,
  today,
  change,
}: {
  from: Day | undefined;
  to: Day | undefined;
  today: Day;
  change: (from: Day | undefined, to: Day | undefined) => void;
}) {
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
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
        <button
          ref={button}
          type="button"
          className="chip"
          aria-label={`Days, UTC: ${daysName(from, to)}`}
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          <Icon name="calendar" />
          {daysName(from, to)}
          {(from ?? to) && <span className="muted">UTC</span>}
          <Icon name="down" />
        </button>
      </Popover.Target>
      <Popover.Dropdown p={0}>
        <div className="range-box">
          <div className="calendar">
            <Suspense fallback={<Bones rows={7} />}>
              <Calendar
                from={from ?? null}
                to={to ?? null}
                today={today}
                onPick={(first, last) => {
                  change(first, last);
                  setOpen(false);
                }}
              />
            </Suspense>
            <button
              type="button"
              className="btn quiet"
              disabled={from === undefined && to === undefined}
              onClick={() => {
                change(undefined, undefined);
                setOpen(false);
              }}
            >
              Every day
            </button>
            <span className="small muted">Days are UTC.</span>
          </div>
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}

/** every day; 1 Nov – 3 Nov; from 1 Nov; until 3 Nov */
export function daysName(from: Day | undefined, to: Day | undefined): string {
  if (from !== undefined && to !== undefined) return spell(from, to);
  if (from !== undefined) return `from ${spell(from, from)}`;
  return to === undefined ? 'every day' : `until ${spell(to, to)}`;
}
