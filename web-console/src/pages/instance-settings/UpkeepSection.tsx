import { useTranslation } from 'react-i18next';
import { may } from '@/api/permissions';
import type { Instance } from '@/api/types';
import { Section } from '@/design/Page';
import { UpkeepButtons } from './UpkeepButtons';

/** Install and update for those who may do it without editing the definition. */
export function UpkeepSection({ instance }: { instance: Instance }) {
  const { t } = useTranslation('settings');
  const { install = [], update = [] } = instance.definition.upkeep ?? {};
  if (!may(instance, 'instance.upkeep') || install.length + update.length === 0) return null;
  return (
    <Section title={t('upkeep.section')}>
      <UpkeepButtons instance={instance} />
    </Section>
  );
}
