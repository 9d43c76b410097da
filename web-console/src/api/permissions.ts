import type { Instance, Node } from './types';

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

/** With a node, or with all instances on it. */
export const mayOn = (node: Pick<Node, 'permissions'>, permission: HousePermission | InstancePermission): boolean =>
  node.permissions.includes(permission);

export const may = (instance: Pick<Instance, 'permissions'>, permission: InstancePermission): boolean =>
  instance.permissions.includes(permission) || instance.permissions.includes('*');
