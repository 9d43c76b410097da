import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Instance } from '@/api/types';
import { Section } from '@/design/Page';
import { ConsoleFields } from '../instance-form/run/ConsoleFields';
import { LimitFields } from '../instance-form/run/LimitFields';
import { PortFields } from '../instance-form/run/PortFields';
import { RestartFields } from '../instance-form/run/RestartFields';
import type { RunFieldsProps } from '../instance-form/run/runFields';
import { UpkeepFields } from '../instance-form/run/UpkeepFields';
import { VariableFields } from '../instance-form/run/VariableFields';
import styles from './Settings.module.css';
import { UpkeepButtons } from './UpkeepButtons';

export interface RunSectionsProps extends RunFieldsProps {
  instance: Instance;
  dirty: boolean;
}

const ADVANCED = ['limits.memory', 'limits.cpu', 'limits.processes', 'care.startOrder', 'launch.runAs'];

/** Everything about the program beyond its command: common things first, the rest folded. */
export function RunSections({ instance, dirty, ...fields }: RunSectionsProps) {
  const { t } = useTranslation('settings');
  const [unfolded, setUnfolded] = useState(false);
  const { care } = instance.definition;
  const isAdvanced =
    ADVANCED.some((field) => fields.errorOf(field) !== undefined) ||
    instance.definition.launch?.runAs !== undefined ||
    Object.keys(care?.limits ?? {}).length > 0;
  return (
    <div className={styles.form}>
      <Section title={t('ports.section')}>
        <PortFields {...fields} />
      </Section>
      <Section title={t('variables.section')}>
        <VariableFields {...fields} />
      </Section>
      <Section title={t('restart.section')}>
        <RestartFields {...fields} />
      </Section>
      <Section title={t('console.section')}>
        <ConsoleFields {...fields} />
      </Section>
      <Section title={t('upkeep.section')} actions={<UpkeepButtons instance={instance} dirty={dirty} />}>
        <UpkeepFields {...fields} />
      </Section>
      <details className={styles.advanced} open={isAdvanced || unfolded} onToggle={(event) => setUnfolded(event.currentTarget.open)}>
        <summary>{t('advanced')}</summary>
        <Section title={t('limits.section')}>
          <LimitFields {...fields} />
        </Section>
      </details>
    </div>
  );
}
