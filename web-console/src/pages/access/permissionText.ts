import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { usePermissionGroups } from '@/pages/roles/useRoles';

/** A permission in words; its own name when the panel has one that this console doesn't know. */
export function useOwnPermissionText(): (permission: string) => string {
  const { t } = useTranslation('access');
  return useCallback(
    (permission) => {
      const texts = t('permission', { returnObjects: true }) as Record<string, string>;
      return texts[permission] ?? permission;
    },
    [t],
  );
}

/** The same, with the words that plug-ins bring; for people who are signed in. */
export function usePermissionText(): (permission: string) => string {
  const own = useOwnPermissionText();
  const groups = usePermissionGroups().data;
  return useCallback(
    (permission) => {
      const text = own(permission);
      if (text !== permission) return text;
      return groups?.flatMap((group) => group.permissions).find(({ name }) => name === permission)?.title ?? permission;
    },
    [own, groups],
  );
}
