import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  retainSearchParams,
  type SearchMiddleware,
} from '@tanstack/react-router';
import { type AuditSearch, parseAudit } from '@/lib/audit';
import { parseSearch, readQuery, type Search, writeQuery } from '@/lib/filters';
import { withoutOwn } from '@/lib/page-state';
import { NotFoundPage } from '@/pages/NotFoundPage';
import { BrokenPage } from '@/pages/BrokenPage';
import { Shell } from './Shell';

const root = createRootRoute({
  component: Shell,
  validateSearch: parseSearch,
  // The org stays in the address on every way, so that a copied link shows the same one.
  search: { middlewares: [retainSearchParams(['org'])] },
  notFoundComponent: NotFoundPage,
  errorComponent: BrokenPage,
});

/** The pattern of the page that is shown. */
let shown = (): string | undefined => undefined;

/** Words of the address that belong to a page stay on it, and do not come along to another. The first page takes them. */
function keepsOwn<S extends object>(path: string): SearchMiddleware<S> {
  return ({ search, next }) => {
    const from = shown();
    return next(from === undefined || from === path ? search : (withoutOwn(search) as S));
  };
}

const at = <P extends string>(path: P) => {
  const search: { middlewares: SearchMiddleware<Search>[] } = { middlewares: [keepsOwn(path)] };
  return { getParentRoute: () => root, path, search };
};

/** The audit pages have filters of their own, which their own parser keeps. */
const auditAt = <P extends string>(path: P) => {
  const search: { middlewares: SearchMiddleware<Search & AuditSearch>[] } = { middlewares: [keepsOwn(path)] };
  return { getParentRoute: () => root, path, search, validateSearch: parseAudit };
};

const routes = [
  createRoute({ ...at('/'), component: lazyRouteComponent(() => import('@/pages/OverviewPage'), 'OverviewPage') }),
  createRoute({ ...at('/setup'), component: lazyRouteComponent(() => import('@/pages/SetupPage'), 'SetupPage') }),
  createRoute({ ...at('/prompts'), component: lazyRouteComponent(() => import('@/pages/PromptsPage'), 'PromptsPage') }),
  createRoute({
    ...at('/prompts/$promptId'),
    component: lazyRouteComponent(() => import('@/pages/PromptPage'), 'PromptPage'),
  }),
  createRoute({ ...at('/people'), component: lazyRouteComponent(() => import('@/pages/PeoplePage'), 'PeoplePage') }),
  createRoute({ ...at('/people/$user'), component: lazyRouteComponent(() => import('@/pages/UserPage'), 'UserPage') }),
  createRoute({ ...at('/repos'), component: lazyRouteComponent(() => import('@/pages/ReposPage'), 'ReposPage') }),
  createRoute({ ...at('/repos/$repo'), component: lazyRouteComponent(() => import('@/pages/RepoPage'), 'RepoPage') }),
  createRoute({ ...at('/models'), component: lazyRouteComponent(() => import('@/pages/ModelsPage'), 'ModelsPage') }),
  createRoute({
    ...at('/models/$model'),
    component: lazyRouteComponent(() => import('@/pages/ModelPage'), 'ModelPage'),
  }),
  createRoute({
    ...at('/sessions'),
    component: lazyRouteComponent(() => import('@/pages/SessionsPage'), 'SessionsPage'),
  }),
  createRoute({
    ...at('/sessions/$sessionId'),
    component: lazyRouteComponent(() => import('@/pages/SessionPage'), 'SessionPage'),
  }),
  createRoute({
    ...at('/admin/tokens'),
    component: lazyRouteComponent(() => import('@/pages/TokensPage'), 'TokensPage'),
  }),
  createRoute({
    ...at('/admin/members'),
    component: lazyRouteComponent(() => import('@/pages/MembersPage'), 'MembersPage'),
  }),
  createRoute({
    ...at('/admin/settings'),
    component: lazyRouteComponent(() => import('@/pages/SettingsPage'), 'SettingsPage'),
  }),
  createRoute({
    ...at('/admin/people'),
    component: lazyRouteComponent(() => import('@/pages/PeopleRightsPage'), 'PeopleRightsPage'),
  }),
  createRoute({
    ...auditAt('/admin/audit'),
    component: lazyRouteComponent(() => import('@/pages/AuditPage'), 'AuditPage'),
  }),
  createRoute({
    ...at('/ops/dead-letters'),
    component: lazyRouteComponent(() => import('@/pages/DeadLettersPage'), 'DeadLettersPage'),
  }),
  createRoute({
    ...auditAt('/ops/audit'),
    component: lazyRouteComponent(() => import('@/pages/AuditPage'), 'InstallationAuditPage'),
  }),
  createRoute({ ...at('/ops/orgs'), component: lazyRouteComponent(() => import('@/pages/OrgsPage'), 'OrgsPage') }),
] as const;

export const router = createRouter({
  routeTree: root.addChildren(routes),
  parseSearch: readQuery,
  stringifySearch: writeQuery,
  defaultPreload: 'intent',
  scrollRestoration: true,
});

shown = () => router.state.matches.at(-1)?.fullPath;

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
