import type { Instance } from './types';

/** Rights are checked by the panel; these only decide what is offered. */
export type InstancePermission =
  | 'instance.view'
  | 'instance.edit'
  | 'instance.rename'
  | 'instance.members'
  | 'instance.activity'
  | 'instance.delete'
  | 'instance.upkeep'
  | 'instance.metrics.read'
  | 'instance.power'
  | 'instance.console.read'
  | 'instance.console.commands'
  | 'instance.console.write'
  | 'instance.files.read'
  | 'instance.files.write';

export type HousePermission =
  | 'account.self'
  | 'user.manage'
  | 'user.login-link'
  | 'role.manage'
  | 'provider.manage'
  | 'audit.read'
  | 'audit.manage'
  | 'storage.manage'
  | 'panel.manage'
  | 'node.view'
  | 'node.manage'
  | 'instance.create';

export const may = (instance: Pick<Instance, 'permissions'>, permission: InstancePermission): boolean =>
  instance.permissions.includes(permission) || instance.permissions.includes('*');
