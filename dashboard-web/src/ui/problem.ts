import { asFailure } from '@/lib/api/client';
import { explain } from './States';

/** What went wrong with a change, where it is to be shown. */
export interface Problem {
  /** The field beside which it stands; null: above the form. */
  field: string | null;
  text: string;
  /** Somebody else was quicker, or the thing forbids it: what is shown is being loaded again. */
  conflict: boolean;
  /** Whether it was done is not known: the answer got lost. */
  uncertain: boolean;
}

/** Beside the field that the problem document names, when the form has one of that name. */
export function problemOf(error: unknown, fields: readonly string[]): Problem {
  const failure = asFailure(error);
  const named = failure.detail.parameter;
  const field = named === undefined ? undefined : fields.find((each) => named === each || named.startsWith(`${each}[`));
  const uncertain = failure.kind === 'network' || failure.kind === 'malformed';
  return {
    field: field ?? null,
    text: uncertain
      ? `${explain(failure)} It is not known whether this was done: look at the list before you try again.`
      : failure.kind === 'server'
        ? `Nothing was changed: the API answered ${failure.detail.status ?? 'an error'}. Try again; the request id is ${failure.detail.requestId ?? 'not known'}.`
        : failure.kind === 'missing'
          ? `${failure.message} It may have been removed meanwhile.`
          : failure.message,
    conflict: failure.kind === 'conflict' || failure.kind === 'missing',
    uncertain,
  };
}
