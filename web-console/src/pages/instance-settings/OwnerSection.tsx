import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { changeOwner } from '@/api/calls';
import type { Instance } from '@/api/types';
import { Button } from '@/design/Button';
import { ErrorNote } from '@/design/Notices';
import { Section } from '@/design/Page';
import { toast } from '@/design/toasts';
import { showInstance } from '@/live/patches';
import { OwnerField } from '../instance-form/OwnerField';
import styles from './Settings.module.css';

export function OwnerSection({ instance }: { instance: Instance }) {
  const { t } = useTranslation(['instance', 'common']);
  const present = instance.owner?.id ?? '';
  const [chosen, setChosen] = useState<string>();
  const owner = chosen ?? present;
  const save = useMutation({
    mutationFn: () => changeOwner(instance.id, owner === '' ? null : owner),
    onSuccess: (changed) => {
      showInstance(changed);
      setChosen(undefined);
      toast(t('settings.ownerSaved'));
    },
  });
  return (
    <Section title={t('settings.owner')}>
      <div className={styles.row}>
        <div className={styles.grow}>
          <OwnerField value={owner} onChange={setChosen} />
        </div>
        <Button pending={save.isPending} disabled={owner === present} onClick={() => save.mutate()}>
          {t('settings.changeOwner')}
        </Button>
      </div>
      {save.error && <ErrorNote error={save.error} />}
    </Section>
  );
}
