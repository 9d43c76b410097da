import { useTranslation } from 'react-i18next';
import type { Instance } from '@/api/types';
import { Section } from '@/design/Page';
import { toast } from '@/design/toasts';
import { LabelsForm } from '../instances/labels/LabelsForm';

export function LabelsSection({ instance }: { instance: Instance }) {
  const { t } = useTranslation('instances');
  return (
    <Section title={t('labels.section')}>
      <LabelsForm key={instance.labels?.revision ?? 0} instance={instance} onSaved={() => toast(t('labels.saved'))} />
    </Section>
  );
}
