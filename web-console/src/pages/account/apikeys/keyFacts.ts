import { useTranslation } from 'react-i18next';
import type { ApiKey } from '@/api/keyCalls';
import { formatAgo, formatNumber, formatTime } from '@/i18n/format';

/** What a key may, in a few words. */
export function useScopeText(): (key: ApiKey) => string {
  const { t } = useTranslation('security');
  return ({ permissions, instances, addresses }) => {
    const parts = [
      permissions ? t('keys.permissions', { count: permissions.length, number: formatNumber(permissions.length) }) : t('keys.everything'),
    ];
    if (instances) parts.push(t('keys.instances', { count: instances.length, number: formatNumber(instances.length) }));
    if (addresses.length > 0) {
      parts.push(t('keys.addresses', { count: addresses.length, number: formatNumber(addresses.length) }));
    }
    return parts.join(' · ');
  };
}

export function useExpiryText(): (key: ApiKey, now: number) => string {
  const { t } = useTranslation('security');
  return ({ expires }, now) => {
    if (!expires) return t('keys.never');
    const time = formatTime(expires, now);
    return Date.parse(expires) > now ? t('keys.expires', { expires: time }) : t('keys.expired', { expires: time });
  };
}

export function useUseText(): (key: ApiKey, now: number) => string {
  const { t } = useTranslation('security');
  return ({ lastUsed, lastAddress }, now) =>
    lastUsed ? t('keys.used', { ago: formatAgo(lastUsed, now), address: lastAddress ?? '?' }) : t('keys.unused');
}
