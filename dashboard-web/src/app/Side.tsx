import { Menu } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { Me } from '@/lib/api/me';
import { person } from '@/lib/format';
import { switchOrg } from '@/lib/org';
import { Icon, Mark } from '@/ui/Icon';
import { AdminNav } from './AdminNav';
import { PAGES } from './nav';
import { useTheme } from './useTheme';

/** Where one can go, as whom, and how it looks. */
export function Side({ me, help }: { me: Me | undefined; help: () => void }) {
  const theme = useTheme();
  const who = me ? person(me.email) : '';
  return (
    <aside className="side" aria-label="Side bar">
      <nav className="stick" aria-label="Main">
        <Link className="brand" to="/" search={true} aria-label="metric-ai, overview">
          <Mark />
          <span>metric-ai</span>
        </Link>
        {me && <OrgMenu me={me} />}
        {me?.role !== 'ops' && PAGES.map((page) => <NavLink key={page.to} {...page} />)}
        {me && me.role !== 'viewer' && <AdminNav role={me.role} />}
        <div className="foot">
          {me?.role === 'viewer' && <AdminNav role={me.role} />}
          <button type="button" className="nav" onClick={help} title="Shortcuts" aria-label="Shortcuts">
            <Icon name="help" />
            <span>Shortcuts</span>
            <kbd className="end">?</kbd>
          </button>
          <button
            type="button"
            className="nav"
            title={`Theme: ${theme.name}`}
            aria-label={`Theme: ${theme.name}`}
            onClick={theme.next}
          >
            <Icon name="theme" />
            <span>Theme</span>
            <span className="end">{theme.name}</span>
          </button>
          {me && (
            <div className="nav" title={`${me.email}, ${me.role}`}>
              <i className="avatar round" aria-hidden="true">
                {initials(who)}
              </i>
              <span className="cut">{who}</span>
              <span className="end">{me.role}</span>
            </div>
          )}
        </div>
      </nav>
    </aside>
  );
}

const initials = (name: string): string =>
  name
    .split(/[.\-_ ]/)
    .slice(0, 2)
    .map((part) => part.charAt(0).toUpperCase())
    .join('');

function NavLink({ to, name, icon }: (typeof PAGES)[number]) {
  return (
    <Link
      className="nav"
      to={to}
      search={true}
      title={name}
      aria-label={name}
      activeOptions={{ exact: to === '/', includeSearch: false }}
      activeProps={{ 'aria-current': 'page' }}
    >
      <Icon name={icon} />
      <span>{name}</span>
    </Link>
  );
}

/** Operators look after all organisations: whichever they are a member of is not what they see. */
const placeOf = (me: Me): string => (me.role === 'ops' ? 'Installation' : me.org.name);

function OrgMenu({ me }: { me: Me }) {
  const place = placeOf(me);
  const face = (
    <>
      <i className="avatar" aria-hidden="true">
        {place.charAt(0).toUpperCase()}
      </i>
      <span className="cut">{place}</span>
    </>
  );
  if (me.orgs.length < 2) return <div className="org">{face}</div>;
  return (
    <Menu width={190} position="bottom-start">
      <Menu.Target>
        <button type="button" className="org" aria-label={me.role === 'ops' ? place : `Organisation: ${place}`}>
          {face}
          <Icon name="down" />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {me.orgs.map((org) => (
          <Menu.Item
            key={org.id}
            aria-current={org.id === me.org.id || undefined}
            rightSection={<span className="small muted">{org.role}</span>}
            onClick={() => org.id !== me.org.id && switchOrg(org.id)}
          >
            {org.name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
