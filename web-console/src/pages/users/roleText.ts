import { useTranslation } from 'react-i18next';
import type { Role } from '@/api/types';

/** What a role is called: built-in ones have a text of ours, custom ones go by their id. */
export function useRoleText(): (role: Role) => string {
  const { t } = useTranslation('common');
  return (role) => {
    switch (role) {
      case 'administrator':
      case 'operator':
      case 'user':
      case 'read-only':
        return t(`role.${role}`);
      default:
        return role;
    }
  };
}
