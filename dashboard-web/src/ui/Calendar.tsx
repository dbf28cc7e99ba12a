import '@mantine/dates/styles.css';
import { DatePicker } from '@mantine/dates';
import { useState } from 'react';

/** Loaded when it is opened. Its days are plain dates: no time zone touches them. */
export default function Calendar({
  from,
  to,
  today,
  onPick,
}: {
  from: string | null;
  to: string | null;
  today: string;
  onPick: (from: string, to: string) => void;
}) {
  const [range, setRange] = useState<[string | null, string | null]>([from, to]);
  return (
    <DatePicker
      type="range"
      allowSingleDateInRange
      size="xs"
      ariaLabels={{
        previousMonth: 'Previous month',
        nextMonth: 'Next month',
        previousYear: 'Previous year',
        nextYear: 'Next year',
        previousDecade: 'Previous decade',
        nextDecade: 'Next decade',
        monthLevelControl: 'Choose a month',
        yearLevelControl: 'Choose a year',
      }}
      firstDayOfWeek={1}
      defaultDate={to ?? from ?? today}
      maxDate={today}
      value={range}
      onChange={(next) => {
        setRange(next);
        if (next[0] && next[1]) onPick(next[0], next[1]);
      }}
    />
  );
}
