/** A UTC day as YYYY-MM-DD. All days of the product are UTC. */
export type Day = string;

export const MS_PER_DAY = 86_400_000;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

const at = (day: Day): number => Date.parse(`${day}T00:00:00Z`);

export const dayOf = (instant: Date | number | string): Day => new Date(instant).toISOString().slice(0, 10);

/** Not just the form: 2026-02-30 is no day. */
export function isDay(text: unknown): text is Day {
  if (typeof text !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const time = at(text);
  return !Number.isNaN(time) && dayOf(time) === text;
}

export const addDays = (day: Day, days: number): Day => dayOf(at(day) + days * MS_PER_DAY);

/** Both ends included. */
export const countDays = (from: Day, to: Day): number => Math.round((at(to) - at(from)) / MS_PER_DAY) + 1;

export function daysBetween(from: Day, to: Day): Day[] {
  return Array.from({ length: Math.max(0, countDays(from, to)) }, (_, index) => addDays(from, index));
}

/** 0 is Sunday. */
export const weekday = (day: Day): number => new Date(at(day)).getUTCDay();

export const startOfMonth = (day: Day): Day => `${day.slice(0, 8)}01`;

export const endOfMonth = (day: Day): Day => {
  const date = new Date(at(day));
  return dayOf(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0));
};

export const monthName = (day: Day): string =>
  new Date(at(day)).toLocaleString('en', { month: 'long', timeZone: 'UTC' });

/** 18 Nov */
export const shortDay = (day: Day): string => {
  const date = new Date(at(day));
  return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]}`;
};

/** 18 Nov; of another year 18 Nov 2025 */
export const datedDay = (day: Day, today: Day): string =>
  day.slice(0, 4) === today.slice(0, 4) ? shortDay(day) : `${shortDay(day)} ${day.slice(0, 4)}`;

/** Mon 23 Nov */
export const longDay = (day: Day): string => `${WEEKDAYS[weekday(day)]} ${shortDay(day)}`;

/** 18 Nov 14:02 */
export function shortInstant(instant: string): string {
  const date = new Date(instant);
  return Number.isNaN(date.getTime()) ? '–' : `${shortDay(dayOf(date))} ${clock(instant)}`;
}

/** 14:02; of a day ago and longer, 18 Nov 14:02 */
export function clockSince(instant: string | number, now: number): string {
  const date = new Date(instant);
  const text = date.toISOString();
  return now - date.getTime() < MS_PER_DAY ? clock(text) : shortInstant(text);
}

/** 14:02 */
export const clock = (instant: string): string => new Date(instant).toISOString().slice(11, 16);

/** today, yesterday, 18 Nov */
export function recentDay(day: Day, today: Day): string {
  if (day === today) return 'today';
  return day === addDays(today, -1) ? 'yesterday' : shortDay(day);
}

/** 4 s ago, 12 min ago, 3 h ago, 18 Nov */
export function ago(instant: string | number, now: number): string {
  const seconds = Math.max(0, Math.round((now - new Date(instant).getTime()) / 1000));
  if (seconds < 60) return `${seconds}\u202fs ago`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)}\u202fmin ago`;
  if (seconds < 86_400) return `${Math.floor(seconds / 3600)}\u202fh ago`;
  return shortDay(dayOf(instant));
}

/** in 18 h, in 6 days, on 3 Feb 2027; what has passed is "now" */
export function ahead(instant: string, now: number): string {
  const seconds = Math.round((new Date(instant).getTime() - now) / 1000);
  if (seconds <= 0) return 'now';
  if (seconds < 3600) return `in ${Math.max(1, Math.round(seconds / 60))}\u202fmin`;
  if (seconds < 86_400) return `in ${Math.round(seconds / 3600)}\u202fh`;
  const days = Math.floor(seconds / 86_400);
  if (days === 1) return 'in 1 day';
  if (days <= 60) return `in ${days} days`;
  return `on ${shortDay(dayOf(instant))} ${dayOf(instant).slice(0, 4)}`;
}
