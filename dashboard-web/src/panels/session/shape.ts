import type { Row, Section } from '@/charts/rows';
import type { PromptLine } from '@/lib/api/prompts';
import { promptsOf, type SessionDetail } from '@/lib/api/sessions';
import { shortDay, shortInstant } from '@/lib/days';
import { duration, fineCents, percentOfWhole, plural, shortId, usd } from '@/lib/format';
import { sumOf } from '@/lib/stats';

export interface Mark {
  prompt: PromptLine;
  /** Percent of the session. */
  left: number;
  width: number;
  /** Pixels: the area stands for the cost. */
  size: number;
}

const LARGEST = 26;
const SMALLEST = 6;

/** From the first record to the end of the last prompt, in epoch milliseconds. */
function timeOf(session: SessionDetail): { start: number; span: number } {
  const start = Date.parse(session.startedAt);
  const end = Math.max(
    Date.parse(session.endedAt),
    ...session.prompts.map((prompt) => Date.parse(prompt.startedAt) + prompt.durationMs),
  );
  return { start, span: Math.max(1, end - start) };
}

/** The prompts on the session's time line. */
export function marks(session: SessionDetail): Mark[] {
  const { start, span } = timeOf(session);
  const most = Math.max(...session.prompts.map((prompt) => prompt.costUsd), 1e-9);
  return session.prompts.map((prompt) => ({
    prompt,
    left: (Math.max(0, Date.parse(prompt.startedAt) - start) / span) * 100,
    width: (prompt.durationMs / span) * 100,
    size: Math.max(SMALLEST, Math.sqrt(prompt.costUsd / most) * LARGEST),
  }));
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const STEPS = [
  ...[1, 5, 15, 30].map((each) => each * SECOND),
  ...[1, 5, 15, 30].map((each) => each * MINUTE),
  ...[1, 2, 6, 12].map((each) => each * HOUR),
  ...[1, 2, 7, 14, 28, 91].map((each) => each * DAY),
];
const MOST_MOMENTS = 8;
/** Percent of the line: what the text of a moment needs at its right. */
const TEXT = 6;

/** Round moments of the day, UTC, for the axis: 14:00, and the day where one begins. */
export function moments(session: SessionDetail): { left: number; label: string }[] {
  const { start, span } = timeOf(session);
  const step = STEPS.find((each) => span / each <= MOST_MOMENTS) ?? Math.ceil(span / MOST_MOMENTS / DAY) * DAY;
  const found: { left: number; label: string }[] = [];
  for (let at = Math.ceil(start / step) * step; at <= start + span; at += step) {
    const left = ((at - start) / span) * 100;
    if (left <= 100 - TEXT) found.push({ left, label: momentName(at, step) });
  }
  return found;
}

function momentName(at: number, step: number): string {
  const instant = new Date(at).toISOString();
  if (at % DAY === 0) return shortDay(instant.slice(0, 10));
  return instant.slice(11, step < MINUTE ? 19 : 16);
}

/** More rows than this are a picture that browsers do not draw. */
const MOST_DRAWN = 200;

/** Session a64f12ab · 18 Nov 14:02 – 18 Nov 15:30, UTC: what a picture is about. */
export const lineOf = ({ sessionId, startedAt, endedAt }: SessionDetail): string =>
  `Session ${shortId(sessionId, 8)} · ${shortInstant(startedAt)} – ${shortInstant(endedAt)}, UTC`;

/** The time line as a list: a row for each prompt; of very many the dearest, and what the others cost. */
export function pictureOf(session: SessionDetail): Section[] {
  const all = marks(session).map((mark, at) => ({ ...mark, number: at + 1 }));
  const drawn = new Set([...all].sort((a, b) => b.prompt.costUsd - a.prompt.costUsd).slice(0, MOST_DRAWN));
  const rest = all.filter((mark) => !drawn.has(mark));
  const rows: Row[] = all
    .filter((mark) => drawn.has(mark))
    .map(({ prompt, left, width, number }) => ({
      name: `Prompt ${number} · ${shortInstant(prompt.startedAt)}`,
      values: [fineCents(prompt.costUsd), duration(prompt.durationMs)],
      bars: [{ from: left, to: left + width, hue: 'c1' }],
    }));
  if (rest.length > 0) {
    const cost = sumOf(rest, (mark) => mark.prompt.costUsd);
    rows.push({ name: plural(rest.length, 'more prompt'), values: [fineCents(cost), ''] });
  }
  return [{ rows }];
}

/** By rule: how much, and whether one prompt was most of it. */
export function sessionHeadline(session: SessionDetail): string {
  if (session.prompts.length === 0) return `${usd(session.costUsd)}, known from metrics alone: no prompts came.`;
  const length = duration(Math.max(0, Date.parse(session.endedAt) - Date.parse(session.startedAt)));
  const first = `${usd(session.costUsd)} in ${plural(promptsOf(session), 'prompt')} over ${length}.`;
  const top = [...session.prompts].sort((a, b) => b.costUsd - a.costUsd)[0];
  const total = sumOf(session.prompts, (prompt) => prompt.costUsd);
  if (!top || session.promptsLeftOut > 0 || session.prompts.length < 2 || total === 0 || top.costUsd / total < 0.5)
    return first;
  return `${first} One prompt was ${percentOfWhole(top.costUsd / total)} of it.`;
}
