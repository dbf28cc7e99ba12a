/** viewer: panels. admin: those, and the administration of the org. ops: the health of all orgs, and nothing else. */
export type Role = 'viewer' | 'admin' | 'ops';

/** The role that a page is for; an admin may open a viewer's pages. The API refuses by itself, this only explains. */
export function neededRole(path: string): Role {
  if (/^\/admin(\/|$)/.test(path)) return 'admin';
  return /^\/ops(\/|$)/.test(path) ? 'ops' : 'viewer';
}

export function mayOpen(role: string, path: string): boolean {
  const needed = neededRole(path);
  return role === needed || (role === 'admin' && needed === 'viewer');
}
