import { useTranslation } from 'react-i18next';
import { formatFull } from '@/i18n/format';
import { useOwnPermissionText } from '@/pages/access/permissionText';
import { useRoleText } from '@/pages/users/roleText';
import styles from './Invite.module.css';
import type { Offer } from './InvitePage';

/** Who invites to what. */
export function OfferFacts({ offer }: { offer: Offer }) {
  const { t } = useTranslation('invite');
  const permissionText = useOwnPermissionText();
  const roleText = useRoleText();
  if (offer.instance === undefined) {
    return (
      <p>{t('toPanel', { name: offer.inviter, role: offer.role === undefined ? '' : roleText(offer.role) })}</p>
    );
  }
  const given = [
    ...(offer.role === undefined ? [] : [t('asRole', { role: roleText(offer.role) })]),
    ...offer.permissions.map(permissionText),
  ];
  return (
    <div>
      <p>{t('toInstance', { name: offer.inviter, instance: offer.instanceName ?? offer.instance })}</p>
      <p>{t('may')}</p>
      <ul className={styles.given}>
        {given.map((each) => (
          <li key={each}>{each}</li>
        ))}
      </ul>
      {offer.until !== undefined && <p>{t('until', { time: formatFull(offer.until) })}</p>}
    </div>
  );
}
