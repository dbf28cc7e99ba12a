import { useQuery } from '@tanstack/react-query';
import { Link, Navigate, Outlet, useNavigate, useRouterState } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { asFailure } from '@/lib/api/client';
import { meQuery } from '@/lib/api/me';
import { clockSince } from '@/lib/days';
import { mayOpen, neededRole } from '@/lib/roles';
import { signInUrl } from '@/lib/sign-in';
import { useScope } from '@/lib/useScope';
import { NoAccessPage } from '@/pages/NoAccessPage';
import { Icon } from '@/ui/Icon';
import { LiveScope } from '@/ui/Live';
import { Bones } from '@/ui/States';
import { Toasts } from '@/ui/Toasts';
import { FilterBar } from './FilterBar';
import { type Banner, freshness } from './freshness';
import { HelpSheet } from './HelpSheet';
import { isBare, PAGES, RANGE_KEYS } from './nav';
import { Refused, TITLES } from './Refused';
import { useShortcuts } from './shortcuts';
import { Side } from './Side';
import { TabBar } from './TabBar';
import { useRefresh } from './useRefresh';

export function Shell() {
  const me = useQuery(meQuery);
  const path = useRouterState({ select: (state) => state.location.pathname });
  const refresh = useRefresh();
  const [help, setHelp] = useState(false);
  const [filterOpen, setFilterOpen] = useState(false);
  const [dismissed, setDismissed] = useState('');
  const navigate = useNavigate();
  const { search, change } = useScope();
  const main = useRef<HTMLElement>(null);
  const last = useRef(path);
  useEffect(() => {
    if (last.current === path) return;
    last.current = path;
    main.current?.focus({ preventScroll: true });
  }, [path]);

  // Who belongs to several orgs has the org in the address from the first page on.
  const org = me.data && me.data.orgs.length > 1 ? me.data.org.id : undefined;
  useEffect(() => {
    if (org !== undefined && search.org === undefined) {
      void navigate({ to: '.', search: (now: object) => ({ ...now, org }), replace: true } as never);
    }
  }, [org, search.org, navigate]);

  useShortcuts((keys) => {
    const page = PAGES.find((each) => each.keys === keys);
    if (page) void navigate({ to: page.to, search: true });
    else if (keys in RANGE_KEYS) {
      change({ range: RANGE_KEYS[keys as keyof typeof RANGE_KEYS], from: undefined, to: undefined });
    } else if (keys === '?') setHelp(true);
    else if (keys === 'f' && !isBare(path)) setFilterOpen(true);
    else if (keys === 'l') document.querySelector<HTMLButtonElement>('[data-copy-link]')?.click();
    else if (keys === '/') {
      const search = document.querySelector<HTMLInputElement>('[data-search]');
      if (!search) return false;
      search.focus();
    } else if (keys === '.') {
      // Where nothing says that it stands still, nothing does.
      const pause = document.querySelector<HTMLButtonElement>('[data-pause]');
      if (!pause) return false;
      pause.click();
    } else if (keys === 'n') {
      const start = document.querySelector<HTMLButtonElement>('[data-new]');
      if (!start || document.querySelector('[role="dialog"]')) return false;
      start.click();
    } else if (keys === 'j' || keys === 'k') {
      window.dispatchEvent(new CustomEvent('rows', { detail: keys === 'j' ? 'down' : 'up' }));
    } else if (
      keys === 'Enter' &&
      (document.activeElement === document.body || document.activeElement === main.current)
    ) {
      window.dispatchEvent(new CustomEvent('rows', { detail: 'open' }));
    } else return false;
    return true;
  });

  if (me.error && !me.data) {
    return <Refused failure={asFailure(me.error)} at={me.errorUpdatedAt} retry={() => void me.refetch()} />;
  }
  const fresh = freshness(me.data, refresh.updatedAt, refresh.now);
  const failing = me.error && me.data ? asFailure(me.error) : null;
  const live = {
    ...fresh,
    late: fresh.late || failing !== null,
    paused: refresh.paused,
    setPaused: refresh.setPaused,
  };
  const banner: Banner | null = failing
    ? {
        key: failing.kind,
        title: failing.kind === 'no-access' ? 'You have no access any more.' : TITLES[failing.kind],
        detail: `What you see is the last known state, of ${clockSince(refresh.updatedAt, refresh.now)} UTC.`,
      }
    : me.data?.role === 'ops'
      ? null
      : fresh.banner;
  // What was hidden is over: the next time it is news again.
  if (!banner && dismissed !== '') setDismissed('');
  return (
    <div className="app">
      <a className="skip" href="#main">
        Skip to the content
      </a>
      <Side me={me.data} help={() => setHelp(true)} />
      <main id="main" ref={main} tabIndex={-1} style={{ outline: 'none', minWidth: 0 }}>
        <div className="top">
          {banner && banner.key !== dismissed && (
            <div className="banner" role="status">
              <Icon name="warning" />
              <span>
                <b>{banner.title}</b> {banner.detail}
              </span>
              <span className="grow" />
              {failing?.detail.loginUrl ? (
                <a className="btn" href={signInUrl(failing.detail.loginUrl, location.href)}>
                  Sign in
                </a>
              ) : failing ? (
                <button type="button" className="btn" onClick={() => void me.refetch()}>
                  Try again
                </button>
              ) : (
                <Link className="btn" to="/setup">
                  Who reports
                </Link>
              )}
              <button
                type="button"
                className="btn quiet icon"
                aria-label="Hide"
                onClick={() => setDismissed(banner.key)}
              >
                <Icon name="close" />
              </button>
            </div>
          )}
          {!isBare(path) && me.data && me.data.lastIngestAt !== null && mayOpen(me.data.role, path) && (
            <FilterBar live={live} filterOpen={filterOpen} setFilterOpen={setFilterOpen} />
          )}
        </div>
        {me.data ? (
          <LiveScope live={live}>
            <Allowed role={me.data.role} path={path} />
          </LiveScope>
        ) : (
          <div className="page">
            <Bones rows={10} height={16} />
          </div>
        )}
      </main>
      <TabBar me={me.data} help={() => setHelp(true)} />
      <Toasts />
      <HelpSheet open={help} close={() => setHelp(false)} />
    </div>
  );
}

function Allowed({ role, path }: { role: string; path: string }) {
  if (mayOpen(role, path)) return <Outlet />;
  if (role === 'ops' && path === '/') return <Navigate to="/ops/orgs" search={true} replace />;
  return <NoAccessPage needed={neededRole(path)} role={role} home={role === 'ops' ? '/ops/orgs' : '/'} />;
}
