import type { PromptLine } from '@/lib/api/prompts';
import type { SessionDetail } from '@/lib/api/sessions';
import { duration, percent, plural, usd } from '@/lib/format';
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

/** The prompts on the session's time line. */
export function marks(session: SessionDetail): Mark[] {
  const start = Date.parse(session.startedAt);
  const end = Math.max(
    Date.parse(session.endedAt),
    ...session.prompts.map((prompt) => Date.parse(prompt.startedAt) + prompt.durationMs),
  );
  const span = Math.max(1, end - start);
  const most = Math.max(...session.prompts.map((prompt) => prompt.costUsd), 1e-9);
  return session.prompts.map((prompt) => ({
    prompt,
    left: (Math.max(0, Date.parse(prompt.startedAt) - start) / span) * 100,
    width: (prompt.durationMs / span) * 100,
    size: Math.max(SMALLEST, Math.sqrt(prompt.costUsd / most) * LARGEST),
  }));
}

/** By rule: how much, and whether one prompt was most of it. */
export function sessionHeadline(session: SessionDetail): string {
  const length = duration(Math.max(0, Date.parse(session.endedAt) - Date.parse(session.startedAt)));
  const first = `${usd(session.costUsd)} in ${plural(session.prompts.length, 'prompt')} over ${length}.`;
  const top = [...session.prompts].sort((a, b) => b.costUsd - a.costUsd)[0];
  const total = sumOf(session.prompts, (prompt) => prompt.costUsd);
  if (!top || session.prompts.length < 2 || total === 0 || top.costUsd / total < 0.5) return first;
  return `${first} One prompt was ${percent(top.costUsd / total)} of it.`;
}
