import { readQuery, writeQuery } from '@/lib/filters';
import { ownOf } from '@/lib/page-state';
import { useScope } from '@/lib/useScope';
import { isBare } from './nav';

/** Copies what shows this screen to others; false when the browser does not allow it. */
export function useCopyLink(): () => Promise<boolean> {
  const { search, scope } = useScope();
  return async () => {
    // The days themselves go into the link, not "last 4 weeks": who opens it next week sees the same screen.
    const fixed = { ...ownOf(readQuery(location.search)), ...search, range: undefined, from: scope.from, to: scope.to };
    const query = isBare(location.pathname) ? location.search : writeQuery(fixed);
    try {
      await navigator.clipboard.writeText(location.origin + location.pathname + query);
      return true;
    } catch {
      return false;
    }
  };
}
