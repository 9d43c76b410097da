import type { Instance } from './types';

/** Rights are checked by the panel; these only decide what is offered. */
export type InstancePermission =
  | 'instance.view'
  | 'instance.edit'
  | 'instance.rename'
  | 'instance.members'
  | 'instance.delete'
  | 'instance.upkeep'
  | 'instance.metrics.read'
  | 'instance.power'
  | 'instance.console.read'
  | 'instance.console.commands'
  | 'instance.console.write'
  | 'instance.files.read'
  | 'instance.files.write';

export type HousePermission = 'instance.create' | 'node.view' | 'node.manage' | 'user.manage' | 'account.self' | 'audit.read' | 'provider.manage';

export const may = (instance: Pick<Instance, 'permissions'>, permission: InstancePermission): boolean =>
  instance.permissions.includes(permission) || instance.permissions.includes('*');
