import { Menu } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { Me } from '@/lib/api/me';
import { switchOrg } from '@/lib/org';
import { say } from '@/lib/toasts';
import { Icon } from '@/ui/Icon';
import { pagesBeside } from './AdminNav';
import { PAGES } from './nav';
import { useCopyLink } from './useCopyLink';
import { useTheme } from './useTheme';

/** The side bar of a phone. */
export function TabBar({ me, help }: { me: Me | undefined; help: () => void }) {
  const theme = useTheme();
  const copyLink = useCopyLink();
  const pages = me?.role === 'ops' ? [] : PAGES;
  const others = me ? me.orgs.filter((org) => org.id !== me.org.id) : [];
  return (
    <nav className="tabbar" aria-label="Pages">
      {pages.slice(0, 3).map((page) => (
        <Link
          key={page.to}
          to={page.to}
          search={true}
          activeOptions={{ exact: page.to === '/', includeSearch: false }}
          activeProps={{ 'aria-current': 'page' }}
        >
          <Icon name={page.icon} />
          {page.name}
        </Link>
      ))}
      <Menu position="top-end" width={180}>
        <Menu.Target>
          <button type="button">
            <Icon name="more" />
            More
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          {[...pages.slice(3), ...pagesBeside(me?.role)].map((page) => (
            <Menu.Item key={page.to} renderRoot={(props) => <Link {...props} to={page.to} search={true} />}>
              {page.name}
            </Menu.Item>
          ))}
          {others.map((org) => (
            <Menu.Item key={org.id} onClick={() => switchOrg(org.id)}>
              Switch to {org.name}
            </Menu.Item>
          ))}
          <Menu.Divider />
          <Menu.Item
            onClick={() =>
              void copyLink().then((done) => say(done ? 'The link is copied.' : 'Copying is not allowed here.'))
            }
          >
            Copy link
          </Menu.Item>
          <Menu.Item closeMenuOnClick={false} onClick={theme.next}>
            Theme: {theme.name}
          </Menu.Item>
          <Menu.Item onClick={help}>Shortcuts</Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </nav>
  );
}
