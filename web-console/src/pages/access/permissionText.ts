import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';

/** A permission in words; its own name when the panel has one that this console doesn't know. */
export function usePermissionText(): (permission: string) => string {
  const { t } = useTranslation('access');
  return useCallback(
    (permission) => {
      const texts = t('permission', { returnObjects: true }) as Record<string, string>;
      return texts[permission] ?? permission;
    },
    [t],
  );
}
