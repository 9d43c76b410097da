import type { components } from './openapi';
import { data, done, one, panel, until } from './panel';

type Schemas = components['schemas'];

export type RoleInfo = Schemas['Role'];
export type RoleDraft = Schemas['RoleDraft'];
export type RoleGrant = Schemas['Grant'];
export type NewRoleGrant = Schemas['NewGrant'];
export type PermissionGroup = Schemas['PermissionGroup'];
export type PermissionInfo = Schemas['PermissionInfo'];
export type Explanation = Schemas['Explanation'];
export type Reason = Explanation['reasons'][number];

export const allRoles = async (signal?: AbortSignal): Promise<RoleInfo[]> =>
  (await data(panel.GET('/roles', until(signal)))).roles;

export const createRole = (draft: RoleDraft): Promise<RoleInfo> => data(panel.POST('/roles', { body: draft }));

export const changeRole = (id: string, revision: number, draft: RoleDraft): Promise<RoleInfo> =>
  data(
    panel.PUT('/roles/{id}', { params: { ...one(id), header: { 'If-Match': `"${revision}"` } }, body: draft }),
  );

export const deleteRole = (id: string, replacement?: string): Promise<void> =>
  done(
    panel.DELETE('/roles/{id}', {
      params: { ...one(id), query: replacement === undefined ? {} : { replacement } },
    }),
  );

export const grantsOf = async (user: string, signal?: AbortSignal): Promise<RoleGrant[]> =>
  (await data(panel.GET('/users/{id}/role-grants', { params: one(user), ...until(signal) }))).grants;

export const giveRole = (user: string, grant: NewRoleGrant): Promise<RoleGrant> =>
  data(panel.POST('/users/{id}/role-grants', { params: one(user), body: grant }));

export const takeRole = (user: string, grant: string): Promise<void> =>
  done(panel.DELETE('/users/{id}/role-grants/{grant}', { params: { path: { id: user, grant } } }));

export const permissionGroups = async (signal?: AbortSignal): Promise<PermissionGroup[]> =>
  (await data(panel.GET('/rights/permissions', until(signal)))).groups;

export interface Question {
  permission: string;
  user?: string;
  instance?: string;
  node?: string;
}

export const explainRight = (query: Question, signal?: AbortSignal): Promise<Explanation> =>
  data(panel.GET('/rights/explain', { params: { query }, ...until(signal) }));
