import { useCallback, useRef, useState } from 'react';
import { type Problem, problemOf } from './problem';

export interface Action<A extends unknown[]> {
  pending: boolean;
  problem: Problem | null;
  run: (...input: A) => void;
  clear: () => void;
}

/**
 * One change at a time: pending until the answer is here, then done or a problem. `settled` runs in both cases, so that
 * what is shown is loaded again even when the answer got lost.
 */
export function useAction<A extends unknown[], T>(
  change: (...input: A) => Promise<T>,
  {
    fields = [],
    done,
    settled,
  }: { fields?: readonly string[]; done?: (result: T, ...input: A) => void; settled?: () => void } = {},
): Action<A> {
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const busy = useRef(false);
  const run = (...input: A): void => {
    if (busy.current) return;
    busy.current = true;
    setPending(true);
    setProblem(null);
    change(...input)
      .then(
        (result) => done?.(result, ...input),
        (error: unknown) => setProblem(problemOf(error, fields)),
      )
      .finally(() => {
        busy.current = false;
        setPending(false);
        settled?.();
      });
  };
  const clear = useCallback(() => setProblem(null), []);
  return { pending, problem, run, clear };
}
