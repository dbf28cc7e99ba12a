import { Link } from '@tanstack/react-router';
import { Icon, type IconName } from '@/ui/Icon';

interface AdminPage {
  to:
    | '/setup'
    | '/admin/tokens'
    | '/admin/members'
    | '/admin/settings'
    | '/admin/people'
    | '/admin/audit'
    | '/ops/orgs'
    | '/ops/dead-letters'
    | '/ops/audit';
  name: string;
  icon: IconName;
}

const SETUP: AdminPage = { to: '/setup', name: 'Set-up', icon: 'setup' };

const ADMIN: readonly AdminPage[] = [
  SETUP,
  { to: '/admin/tokens', name: 'Tokens', icon: 'key' },
  { to: '/admin/members', name: 'Members', icon: 'shield' },
  { to: '/admin/settings', name: 'Settings', icon: 'sliders' },
  { to: '/admin/people', name: 'People’s rights', icon: 'person' },
  { to: '/admin/audit', name: 'Audit log', icon: 'log' },
];

const OPS: readonly AdminPage[] = [
  { to: '/ops/orgs', name: 'Organisations', icon: 'health' },
  { to: '/ops/dead-letters', name: 'Dead letters', icon: 'letter' },
  { to: '/ops/audit', name: 'Audit log', icon: 'log' },
];

/** The pages beside the panels that a role may open. */
export const pagesBeside = (role: string | undefined): readonly AdminPage[] =>
  role === 'admin' ? ADMIN : role === 'ops' ? OPS : [SETUP];

export function AdminNav({ role }: { role: string | undefined }) {
  return (
    <>
      {role === 'admin' && <div className="navhead">Admin</div>}
      {pagesBeside(role).map((page) => (
        <Link
          key={page.to}
          className="nav"
          to={page.to}
          search={true}
          title={page.name}
          aria-label={page.name}
          activeOptions={{ includeSearch: false }}
          activeProps={{ 'aria-current': 'page' }}
        >
          <Icon name={page.icon} />
          <span>{page.name}</span>
        </Link>
      ))}
    </>
  );
}
