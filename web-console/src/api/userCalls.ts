import type { components } from './openapi';
import type { PathRule } from './fileTypes';
import { data, done, one, panel, until } from './panel';
import type { AccountSession, Role, User } from './types';

/** Calls about accounts, and about invitations as those see them who make some. */

type Schemas = components['schemas'];

export type UserPage = Schemas['UserList'];
export type UserChange = Schemas['UserChange'];
export type NewUser = Schemas['NewUser'];
export type UserOrder = Schemas['UserOrder'];
export type UserResult = Schemas['UserResult'];
export type UserInstances = Schemas['UserInstances'];
export type Invitation = Schemas['Invitation'];
export type MadeInvitation = Schemas['MadeInvitation'];
export type NewInvitation = Schemas['NewInvitation'];

/** At most so many take part in one batch. */
export const MOST_AT_ONCE = 200;

export const USER_STATES = ['enabled', 'disabled', 'never-signed-in'] as const;
export type UserState = (typeof USER_STATES)[number];

export interface UserQuery {
  q?: string | undefined;
  role?: Role | undefined;
  state?: UserState | undefined;
  sort?: string | undefined;
}

export const usersPage = (
  { q, role, state, sort }: UserQuery,
  options: { cursor?: string | undefined; limit?: number; signal?: AbortSignal },
): Promise<UserPage> =>
  data(
    panel.GET('/users', {
      params: {
        query: {
          ...(q !== undefined && { q }),
          ...(role !== undefined && { role: [role] }),
          ...(state !== undefined && { state }),
          ...(sort !== undefined && { sort }),
          ...(options.cursor !== undefined && { cursor: options.cursor }),
          limit: options.limit ?? 100,
        },
      },
      ...until(options.signal),
    }),
  );

export const oneUser = (id: string, signal?: AbortSignal): Promise<User> =>
  data(panel.GET('/users/{id}', { params: one(id), ...until(signal) }));

export const createUser = (user: NewUser): Promise<User> => data(panel.POST('/users', { body: user }));

/** With a revision only where nobody changed the account since. */
export const changeUser = (id: string, change: UserChange, revision?: number): Promise<User> =>
  data(
    panel.PATCH('/users/{id}', {
      params: { ...one(id), ...(revision !== undefined && { header: { 'If-Match': `"${String(revision)}"` } }) },
      body: change,
    }),
  );

export const deleteUser = (id: string): Promise<void> => done(panel.DELETE('/users/{id}', { params: one(id) }));

export const changeUsers = async (order: UserOrder): Promise<UserResult[]> =>
  (await data(panel.POST('/users/batch', { body: order }))).results;

export const userInstances = (id: string, signal?: AbortSignal): Promise<UserInstances> =>
  data(panel.GET('/users/{id}/instances', { params: one(id), ...until(signal) }));

export const userSessions = async (id: string, signal?: AbortSignal): Promise<AccountSession[]> =>
  (await data(panel.GET('/users/{id}/sessions', { params: one(id), ...until(signal) }))).sessions;

/** One of them, or all. */
export const endUserSessions = (id: string, handle?: string): Promise<void> =>
  handle === undefined
    ? done(panel.DELETE('/users/{id}/sessions', { params: one(id) }))
    : done(panel.DELETE('/users/{id}/sessions/{handle}', { params: { path: { id, handle } } }));

export const accountInvitations = async (signal?: AbortSignal): Promise<Invitation[]> =>
  (await data(panel.GET('/invitations', until(signal)))).invitations;

export const inviteToAccount = (order: { role: Role; hours: number; uses: number }): Promise<MadeInvitation> =>
  data(panel.POST('/invitations', { body: order }));

export const revokeAccountInvitation = (id: string): Promise<void> =>
  done(panel.DELETE('/invitations/{id}', { params: one(id) }));

export const invitationsTo = async (instance: string, signal?: AbortSignal): Promise<Invitation[]> =>
  (await data(panel.GET('/instances/{id}/invitations', { params: one(instance), ...until(signal) }))).invitations;

export const inviteTo = (instance: string, order: NewInvitation): Promise<MadeInvitation> =>
  data(panel.POST('/instances/{id}/invitations', { params: one(instance), body: order }));

export const revokeInvitation = (instance: string, invitation: string): Promise<void> =>
  done(panel.DELETE('/instances/{id}/invitations/{invitation}', { params: { path: { id: instance, invitation } } }));

/** What is given on an instance. */
export interface MemberGrant {
  permissions: string[];
  paths: PathRule[];
  role?: Role;
  until?: string;
}
