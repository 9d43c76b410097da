import { useQuery } from '@tanstack/react-query';
import { allRoles, permissionGroups, type RoleInfo } from '@/api/roleCalls';
import { useRoleText } from '@/pages/users/roleText';

export const useRoles = () => useQuery({ queryKey: ['roles'], queryFn: ({ signal }) => allRoles(signal) });

/** Grouped, in the page's language, also those of plug-ins. */
export const usePermissionGroups = () =>
  useQuery({ queryKey: ['permissions'], queryFn: ({ signal }) => permissionGroups(signal), staleTime: 60_000 });

/** Built-in roles have names in the message files, the others one of their own. */
export function useRoleName(): (role: Pick<RoleInfo, 'id' | 'name' | 'builtIn'>) => string {
  const roleText = useRoleText();
  return (role) => (role.builtIn ? roleText(role.id) : role.name);
}

/** By id alone; one that is gone goes by its id. */
export function useRoleNameOf(): (id: string) => string {
  const roles = useRoles().data;
  const name = useRoleName();
  const roleText = useRoleText();
  return (id) => {
    const role = roles?.find((each) => each.id === id);
    return role ? name(role) : roleText(id);
  };
}
