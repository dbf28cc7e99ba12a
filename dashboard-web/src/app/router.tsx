import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  retainSearchParams,
} from '@tanstack/react-router';
import { parseAudit } from '@/lib/audit';
import { parseSearch, readQuery, writeQuery } from '@/lib/filters';
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

const at = <P extends string>(path: P) => ({ getParentRoute: () => root, path }) as const;

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
    ...at('/admin/audit'),
    validateSearch: parseAudit,
    component: lazyRouteComponent(() => import('@/pages/AuditPage'), 'AuditPage'),
  }),
  createRoute({
    ...at('/ops/dead-letters'),
    component: lazyRouteComponent(() => import('@/pages/DeadLettersPage'), 'DeadLettersPage'),
  }),
  createRoute({
    ...at('/ops/audit'),
    validateSearch: parseAudit,
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

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
