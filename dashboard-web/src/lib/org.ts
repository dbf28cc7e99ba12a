const KEPT = 'metric-ai.org';
const NAME = 'org';

/**
 * The org of this page: what the address says, else what was chosen last. It is read once: choosing another org loads the
 * page anew, so that nothing of one org is ever on the screen of another.
 */
let org = fromAddress() ?? fromStorage();

export const chosenOrg = (): string | null => org;

/** The org that the API chose by itself, from now on asked for by name: it stays the same though memberships change. */
export function pinOrg(id: string): void {
  org ??= id;
}

function fromAddress(): string | null {
  if (typeof location === 'undefined') return null;
  const named = new URLSearchParams(location.search).get(NAME);
  if (named) keep(named);
  return named || null;
}

function fromStorage(): string | null {
  try {
    return localStorage.getItem(KEPT) || null;
  } catch {
    return null;
  }
}

function keep(id: string): void {
  try {
    localStorage.setItem(KEPT, id);
  } catch {
    // Without storage the address alone says it.
  }
}

/** Days stay; filters name people and repos of the org that is left, and pages of one prompt or person are of that org. */
export function addressIn(id: string, path: string, query: string): string {
  const before = new URLSearchParams(query);
  const after = new URLSearchParams();
  for (const name of ['range', 'from', 'to']) {
    const value = before.get(name);
    if (value !== null) after.set(name, value);
  }
  if (id !== '') after.set(NAME, id);
  const page = path.startsWith('/admin/') || path.startsWith('/ops/') ? path : `/${path.split('/')[1] ?? ''}`;
  const text = after.toString();
  return text === '' ? page : `${page}?${text}`;
}

/** Loads the page of another org; '' asks for the caller's first one. */
export function switchOrg(id: string): void {
  keep(id);
  location.assign(addressIn(id, location.pathname, location.search));
}
