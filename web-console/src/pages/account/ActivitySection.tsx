import { useTranslation } from 'react-i18next';
import { ownActivity } from '@/api/activityCalls';
import { Section } from '@/design/Page';
import { ActivityList } from '../activity/ActivityList';

/** Sign-ins and changes of this account, also those that others made. */
export function ActivitySection() {
  const { t } = useTranslation('account');
  return (
    <Section title={t('activity.section')}>
      <p>{t('activity.text')}</p>
      <ActivityList queryKey={['account-activity']} load={ownActivity} empty={t('activity.empty')} />
    </Section>
  );
}
