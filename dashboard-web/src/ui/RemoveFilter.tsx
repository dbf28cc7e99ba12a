import type { Dimension } from '@/lib/filters';
import { useScope } from '@/lib/useScope';

/** A way out. It goes with its filter, so the keyboard goes on at the filters and not at the top of the page. */
export function RemoveFilter({ dimension }: { dimension: Dimension }) {
  const { change } = useScope();
  return (
    <button
      type="button"
      className="btn quiet"
      onClick={() => {
        change({ [dimension]: undefined });
        document.querySelector<HTMLElement>('[data-filter]')?.focus({ preventScroll: true });
      }}
    >
      Remove the {dimension} filter
    </button>
  );
}
