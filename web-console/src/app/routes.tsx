import { createRootRoute, createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router';
import type { ActivitySearch } from '@/api/activityCalls';
import type { AuditSearch } from '@/api/auditCalls';
import { Layout } from './Layout';
import { NotFoundPage, PageError } from './PageProblems';
import { rangeOf, type Range } from '@/metrics/range';

/** The page map. URLs are the state: filters, tab, folder. Every page is a chunk of its own. */

const root = createRootRoute({ component: Layout, notFoundComponent: NotFoundPage, errorComponent: PageError });

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

const toInstances = () => {
  // The router's way of leaving a route.
  // eslint-disable-next-line @typescript-eslint/only-throw-error
  throw redirect({ to: '/instances', replace: true });
};

const home = createRoute({ getParentRoute: () => root, path: '/', beforeLoad: toInstances });

/** Signing in happens at any address; this one is for links and bookmarks. */
const login = createRoute({ getParentRoute: () => root, path: '/login', beforeLoad: toInstances });

export interface InstancesSearch {
  q?: string | undefined;
  state?: string | undefined;
  node?: string | undefined;
  sort?: string | undefined;
  view?: string | undefined;
  /** With commas between. */
  tags?: string | undefined;
  /** Names with slashes between. */
  folder?: string | undefined;
  starred?: boolean | undefined;
}

const instances = createRoute({
  getParentRoute: () => root,
  path: '/instances',
  validateSearch: (search: Record<string, unknown>): InstancesSearch => ({
    q: text(search.q),
    state: text(search.state),
    node: text(search.node),
    sort: text(search.sort),
    view: text(search.view),
    tags: text(search.tags),
    folder: text(search.folder),
    starred: search.starred === true ? true : undefined,
  }),
  component: lazyRouteComponent(() => import('@/pages/instances/InstancesPage')),
});

const deletedInstances = createRoute({
  getParentRoute: () => root,
  path: '/instances/deleted',
  component: lazyRouteComponent(() => import('@/pages/instances/deleted/DeletedPage')),
});

const newInstance = createRoute({
  getParentRoute: () => root,
  path: '/instances/new',
  validateSearch: (search: Record<string, unknown>): { node?: string | undefined } => ({ node: text(search.node) }),
  component: lazyRouteComponent(() => import('@/pages/new-instance/NewInstancePage')),
});

const instance = createRoute({
  getParentRoute: () => root,
  path: '/instances/$id',
  component: lazyRouteComponent(() => import('@/instance/InstanceFrame')),
});

const instanceHome = createRoute({
  getParentRoute: () => instance,
  path: '/',
  beforeLoad: ({ params }) => {
    // eslint-disable-next-line @typescript-eslint/only-throw-error
    throw redirect({ to: '/instances/$id/console', params, replace: true });
  },
});

const consoleTab = createRoute({
  getParentRoute: () => instance,
  path: 'console',
  component: lazyRouteComponent(() => import('@/instance/ConsoleRoute')),
});

export interface FilesSearch {
  /** The folder that is shown. */
  path?: string | undefined;
  /** The file that is open in the editor. */
  file?: string | undefined;
  /** The trash instead of a folder, or the open file to be looked at only. */
  view?: 'trash' | 'viewer' | undefined;
  sort?: string | undefined;
  descending?: boolean | undefined;
}

const filesTab = createRoute({
  getParentRoute: () => instance,
  path: 'files',
  validateSearch: (search: Record<string, unknown>): FilesSearch => ({
    path: text(search.path),
    file: text(search.file),
    view: search.view === 'trash' || search.view === 'viewer' ? search.view : undefined,
    sort: text(search.sort),
    descending: search.descending === true ? true : undefined,
  }),
  component: lazyRouteComponent(() => import('@/instance/FilesRoute')),
});

const metricsTab = createRoute({
  getParentRoute: () => instance,
  path: 'metrics',
  validateSearch: (search: Record<string, unknown>): { range?: Range | undefined } => ({ range: rangeOf(search.range) }),
  component: lazyRouteComponent(() => import('@/instance/MetricsRoute')),
});

const accessTab = createRoute({
  getParentRoute: () => instance,
  path: 'access',
  component: lazyRouteComponent(() => import('@/pages/access/AccessRoute')),
});

const activityTab = createRoute({
  getParentRoute: () => instance,
  path: 'activity',
  validateSearch: (search: Record<string, unknown>): ActivitySearch => ({
    act: text(search.act),
    from: text(search.from),
    to: text(search.to),
  }),
  component: lazyRouteComponent(() => import('@/pages/activity/ActivityRoute')),
});

const settingsTab = createRoute({
  getParentRoute: () => instance,
  path: 'settings',
  component: lazyRouteComponent(() => import('@/pages/instance-settings/SettingsRoute')),
});

const nodes = createRoute({
  getParentRoute: () => root,
  path: '/nodes',
  component: lazyRouteComponent(() => import('@/pages/nodes/NodesPage')),
});

const node = createRoute({
  getParentRoute: () => root,
  path: '/nodes/$id',
  validateSearch: (search: Record<string, unknown>): { range?: Range | undefined } => ({ range: rangeOf(search.range) }),
  component: lazyRouteComponent(() => import('@/pages/nodes/NodePage')),
});

export interface UsersSearch {
  q?: string | undefined;
  role?: string | undefined;
  state?: string | undefined;
  sort?: string | undefined;
}

const users = createRoute({
  getParentRoute: () => root,
  path: '/users',
  validateSearch: (search: Record<string, unknown>): UsersSearch => ({
    q: text(search.q),
    role: text(search.role),
    state: text(search.state),
    sort: text(search.sort),
  }),
  component: lazyRouteComponent(() => import('@/pages/users/UsersPage')),
});

const user = createRoute({
  getParentRoute: () => root,
  path: '/users/$id',
  component: lazyRouteComponent(() => import('@/pages/users/UserPage')),
});

const roles = createRoute({
  getParentRoute: () => root,
  path: '/roles',
  component: lazyRouteComponent(() => import('@/pages/roles/RolesPage')),
});

const newRole = createRoute({
  getParentRoute: () => root,
  path: '/roles/new',
  validateSearch: (search: Record<string, unknown>): { from?: string | undefined } => ({ from: text(search.from) }),
  component: lazyRouteComponent(() => import('@/pages/roles/RolePage')),
});

const role = createRoute({
  getParentRoute: () => root,
  path: '/roles/$id',
  component: lazyRouteComponent(() => import('@/pages/roles/RolePage')),
});

export interface RightsSearch {
  user?: string | undefined;
  permission?: string | undefined;
  instance?: string | undefined;
  node?: string | undefined;
}

const rights = createRoute({
  getParentRoute: () => root,
  path: '/rights',
  validateSearch: (search: Record<string, unknown>): RightsSearch => ({
    user: text(search.user),
    permission: text(search.permission),
    instance: text(search.instance),
    node: text(search.node),
  }),
  component: lazyRouteComponent(() => import('@/pages/roles/RightsPage')),
});

const audit = createRoute({
  getParentRoute: () => root,
  path: '/audit',
  validateSearch: (search: Record<string, unknown>): AuditSearch => ({
    q: text(search.q),
    user: text(search.user),
    act: text(search.act),
    object: text(search.object),
    outcome: text(search.outcome),
    address: text(search.address),
    from: text(search.from),
    to: text(search.to),
  }),
  component: lazyRouteComponent(() => import('@/pages/audit/AuditPage')),
});

const storage = createRoute({
  getParentRoute: () => root,
  path: '/settings/storage',
  component: lazyRouteComponent(() => import('@/pages/storage/StoragePage')),
});

const security = createRoute({
  getParentRoute: () => root,
  path: '/settings/security',
  component: lazyRouteComponent(() => import('@/pages/security/SecurityPage')),
});

const account = createRoute({
  getParentRoute: () => root,
  path: '/account',
  component: lazyRouteComponent(() => import('@/pages/account/AccountPage')),
});

export interface ProvidersSearch {
  /** The provider that is edited. */
  edit?: string | undefined;
  /** The type of a new one. */
  add?: string | undefined;
}

const providers = createRoute({
  getParentRoute: () => root,
  path: '/settings/providers',
  validateSearch: (search: Record<string, unknown>): ProvidersSearch => ({ edit: text(search.edit), add: text(search.add) }),
  component: lazyRouteComponent(() => import('@/pages/providers/ProvidersPage')),
});

const routeTree = root.addChildren([
  home,
  login,
  instances,
  deletedInstances,
  newInstance,
  instance.addChildren([instanceHome, consoleTab, filesTab, metricsTab, accessTab, activityTab, settingsTab]),
  nodes,
  node,
  users,
  user,
  roles,
  newRole,
  role,
  rights,
  audit,
  storage,
  security,
  providers,
  account,
]);

export const router = createRouter({
  routeTree,
  defaultPreload: 'intent',
  scrollRestoration: true,
  defaultErrorComponent: PageError,
  defaultPendingMinMs: 0,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
