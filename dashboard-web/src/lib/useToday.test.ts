import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { today } from './filters';
import { untilNextLook, watchDay } from './useToday';

const page = new EventTarget();

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse('2026-11-23T23:58:30Z') });
  vi.stubGlobal('document', page);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it('the day is looked at again at midnight, and at least each minute', () => {
  expect(untilNextLook(Date.parse('2026-11-23T08:42:00Z'))).toBe(60_000);
  expect(untilNextLook(Date.parse('2026-11-23T23:59:59.250Z'))).toBe(750);
});

it('a page that stays open over midnight is of the new day at once, and of no day when it is gone', () => {
  const days: string[] = [];
  const end = watchDay(() => days.push(today()));
  vi.advanceTimersByTime(60_000);
  expect(days).toEqual(['2026-11-23']);
  vi.advanceTimersByTime(30_000);
  expect(days).toEqual(['2026-11-23', '2026-11-24']);
  // Asleep: no timer ran.
  vi.setSystemTime(Date.parse('2026-11-26T07:00:00Z'));
  page.dispatchEvent(new Event('visibilitychange'));
  expect(days.at(-1)).toBe('2026-11-26');
  end();
  vi.advanceTimersByTime(3_600_000);
  page.dispatchEvent(new Event('visibilitychange'));
  expect(days).toHaveLength(3);
});
