/** How numbers are written, in one place. Narrow no-break space before units, true minus, "–" for no value. */

const THIN = '\u202f';
const MINUS = '−';
export const NONE = '–';

const grouped = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });

const sign = (value: number, text: string): string => (value < 0 ? `${MINUS}${text}` : text);

/** $0.0042 under a cent, $18.20 under $100, $4,861 under $10k, $12.4k above. */
export function usd(value: number): string {
  const size = Math.abs(value);
  if (size === 0) return '$0';
  if (size < 0.00005) return sign(value, '<$0.0001').replace(`${MINUS}<`, `<${MINUS}`);
  if (size < 0.00995) return sign(value, `$${size.toFixed(4)}`);
  if (size < 99.995) return sign(value, `$${size.toFixed(2)}`);
  if (size < 9_999.5) return sign(value, `$${grouped.format(Math.round(size))}`);
  if (size < 999_950) return sign(value, `$${(size / 1000).toFixed(1)}k`);
  return sign(value, `$${(size / 1_000_000).toFixed(2)}M`);
}

/** One precision for all of a column or a sentence: that of its largest value. */
export function usdLike(largest: number): (value: number) => string {
  const size = Math.abs(largest);
  if (size < 0.995) return (value) => (value === 0 ? '$0' : sign(value, `$${Math.abs(value).toFixed(4)}`));
  if (size < 99.995) return cents;
  if (size < 99_999.5) return dollars;
  return size < 999_950 ? shortened(1000, 1, 'k') : shortened(1_000_000, 2, 'M');
}

/** What would be next to nothing in the unit of the largest is written out: $40, not $0.0k. */
const shortened =
  (unit: number, digits: number, letter: string) =>
  (value: number): string =>
    Math.abs(value) < unit * 0.05
      ? dollars(value)
      : sign(value, `$${(Math.abs(value) / unit).toFixed(digits)}${letter}`);

export const dollars = (value: number): string => {
  const rounded = Math.round(Math.abs(value));
  return rounded === 0 ? '$0' : sign(value, `$${grouped.format(rounded)}`);
};

export const cents = (value: number): string =>
  sign(
    Math.abs(value) < 0.005 ? 0 : value,
    `$${Math.abs(value).toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 })}`,
  );

/** $4.86, and $0.0042 for what cents would call nothing: for a column of very different amounts. */
export const fineCents = (value: number): string =>
  value !== 0 && Math.abs(value) < 0.00995 ? usd(value) : cents(value);

/** +$442, −$114 */
export const signedUsd = (value: number, format: (value: number) => string = usd): string => {
  const text = format(Math.abs(value));
  if (!/[1-9]/.test(text)) return text;
  return value < 0 ? `${MINUS}${text}` : `+${text}`;
};

/** 1,554 */
export const count = (value: number): string => sign(value, grouped.format(Math.abs(value)));

/** 842k, 1.2M */
export function compact(value: number): string {
  const size = Math.abs(value);
  if (size < 1000) return sign(value, String(Math.round(size)));
  if (size < 99_950) return sign(value, `${(size / 1000).toFixed(1)}k`);
  if (size < 999_500) return sign(value, `${Math.round(size / 1000)}k`);
  if (size < 999_950_000) return sign(value, `${(size / 1e6).toFixed(1)}M`);
  return sign(value, `${(size / 1e9).toFixed(1)}B`);
}

/** 512 B, 3.9 MB, 186 MB: powers of ten, as on the wire */
export function bytes(value: number): string {
  if (value < 1000) return `${count(value)}${THIN}B`;
  const units = ['kB', 'MB', 'GB', 'TB', 'PB'];
  let size = value / 1000;
  let unit = 0;
  while (size >= 999.5 && unit < units.length - 1) {
    size /= 1000;
    unit++;
  }
  return `${size < 9.95 ? size.toFixed(1) : count(Math.round(size))}${THIN}${units[unit] ?? ''}`;
}

const NUMBER_WORDS = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];

/** six; 25: for sentences */
export const inWords = (value: number): string => NUMBER_WORDS[value] ?? count(value);

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** last 4 weeks of Last 4 weeks, and 10 Nov as it is: after something else. */
export const uncapital = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

/** 38 %, 13,190 % */
export const percent = (ratio: number | null): string =>
  ratio === null ? NONE : `${sign(ratio, grouped.format(Math.round(Math.abs(ratio) * 100)))}${THIN}%`;

/** A part of a whole: < 1 % of what is more than nothing, > 99 % of what is not all. */
export const percentOfWhole = (ratio: number | null): string =>
  ratio !== null && ratio > 0 && ratio < 0.005
    ? `<${THIN}1${THIN}%`
    : ratio !== null && ratio >= 0.995 && ratio < 1
      ? `>${THIN}99${THIN}%`
      : percent(ratio);

/** 90.7 %, for figures only */
export const percentExact = (ratio: number | null): string =>
  ratio === null ? NONE : `${(ratio * 100).toFixed(1)}${THIN}%`;

/** +0.7 pt: changes of ratios */
export const points = (change: number): string => {
  const value = Math.round(change * 1000) / 10;
  if (value === 0) return `0.0${THIN}pt`;
  return `${value < 0 ? MINUS : '+'}${Math.abs(value).toFixed(1)}${THIN}pt`;
};

/** 420 ms, 9.9 s, 2 m 14 s, 1 h 5 m */
export function duration(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)}${THIN}ms`;
  if (ms < 59_950) return `${(ms / 1000).toFixed(1)}${THIN}s`;
  const seconds = Math.round(ms / 1000);
  if (seconds < 3600) return `${Math.floor(seconds / 60)}${THIN}m ${seconds % 60}${THIN}s`;
  const minutes = Math.round(seconds / 60);
  return `${Math.floor(minutes / 60)}${THIN}h ${minutes % 60}${THIN}m`;
}

/** 1 prompt, 2 prompts */
export const plural = (value: number, one: string, many = `${one}s`): string =>
  `${count(value)} ${value === 1 ? one : many}`;

/** hanna.berg of hanna.berg@example.com, when everybody's domain is the same. */
export const person = (user: string): string => {
  const cut = user.indexOf('@');
  return cut > 0 ? user.slice(0, cut) : user;
};

/** billing-api of acme/billing-api */
export const repoName = (repo: string): string => repo.slice(repo.lastIndexOf('/') + 1) || repo;

/** opus-4-8 of claude-opus-4-8-20260901 */
export const modelName = (model: string): string =>
  model === '' ? 'no model' : model.replace(/^claude-/, '').replace(/-\d{8}$/, '');

/** The family, for sentences: Opus */
export function modelFamily(model: string): string {
  const found = /opus|sonnet|haiku/.exec(model)?.[0];
  return found ? found.charAt(0).toUpperCase() + found.slice(1) : modelName(model);
}

export const shortId = (id: string, length = 6): string => id.replace(/-/g, '').slice(0, length);

/** user_temporary → a person, for now */
export function decider(source: string): string {
  const known: Record<string, string> = {
    config: 'rules (config)',
    hook: 'hooks',
    user_permanent: 'person, for good',
    user_temporary: 'person, this time',
    user_abort: 'person, stopped',
    user_reject: 'person, refused',
  };
  return known[source] ?? (source === '' ? 'unknown' : source.replace(/_/g, ' '));
}
