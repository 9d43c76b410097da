import type { PermissionGroup, PermissionInfo, RoleDraft, RoleInfo } from '@/api/roleCalls';

/** Pure parts of the editor. */
export type Level = 'none' | 'own' | 'everywhere';

type Levels = Pick<RoleDraft, 'permissions' | 'own'>;

export const EMPTY: RoleDraft = { name: '', description: '', permissions: [], own: [] };

export const draftOf = ({ name, description, permissions, own }: RoleInfo): RoleDraft => ({ name, description, permissions, own });

export function levelOf(role: Levels, permission: string): Level {
  if (role.permissions.includes(permission)) return 'everywhere';
  return role.own.includes(permission) ? 'own' : 'none';
}

/** What the panel would add anyway: nobody uses what they can't see, or writes what they can't read. */
const INCLUDED: Record<string, string> = {
  'instance.files.write': 'instance.files.read',
  'instance.console.write': 'instance.console.read',
  'instance.console.commands': 'instance.console.read',
};

export function withLevel(draft: RoleDraft, permission: PermissionInfo, level: Level): RoleDraft {
  const without = (names: readonly string[]) => names.filter((each) => each !== permission.name);
  const next = { ...draft, permissions: without(draft.permissions), own: without(draft.own) };
  if (level === 'none') return next;
  const wanted = [permission.name, ...(permission.about === 'instance' ? ['instance.view', INCLUDED[permission.name] ?? ''] : [])];
  for (const name of wanted.filter((each) => each !== '')) {
    if (level === 'everywhere' && !next.permissions.includes(name)) {
      next.permissions = [...next.permissions, name];
      next.own = next.own.filter((each) => each !== name);
    } else if (level === 'own' && levelOf(next, name) === 'none') {
      next.own = [...next.own, name];
    }
  }
  return next;
}

export function isSame(one: RoleDraft, other: RoleDraft): boolean {
  const set = (names: readonly string[]) => [...names].sort().join('\n');
  return (
    one.name.trim() === other.name.trim() &&
    one.description.trim() === other.description.trim() &&
    set(one.permissions) === set(other.permissions) &&
    set(one.own) === set(other.own)
  );
}

/** Groups with what fits the search; everybody's own account isn't a matter of roles. */
export function searched(groups: readonly PermissionGroup[], text: string): PermissionGroup[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return groups
    .map((group) => ({
      ...group,
      permissions: group.permissions.filter((permission) => {
        const all = `${permission.title} ${permission.description} ${permission.name} ${group.title}`.toLowerCase();
        return permission.reach !== 'self' && words.every((word) => all.includes(word));
      }),
    }))
    .filter((group) => group.permissions.length > 0);
}

/** Names that no group has: their plug-in is away, and they count again when it is back. */
export function awayNames(groups: readonly PermissionGroup[], draft: Levels): string[] {
  const known = new Set(groups.flatMap((group) => group.permissions.map((permission) => permission.name)));
  return [...new Set([...draft.permissions, ...draft.own])].filter((name) => !known.has(name)).sort();
}
