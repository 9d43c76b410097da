import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { deleteInstance } from '@/api/calls';
import { restoreInstance } from '@/api/listCalls';
import type { Instance } from '@/api/types';
import { Button } from '@/design/Button';
import { ConfirmByName } from '@/design/ConfirmByName';
import { CheckField } from '@/design/Field';
import { Section } from '@/design/Page';
import { toast } from '@/design/toasts';
import { useGrace, useGraceText } from '@/instance/grace';
import { forget, showInstance } from '@/live/patches';
import styles from './Settings.module.css';

const CAN_BE_DELETED = ['stopped', 'crashed'];

export function DangerZone({ instance }: { instance: Instance }) {
  const { t } = useTranslation(['instance', 'common']);
  const navigate = useNavigate();
  const [asking, setAsking] = useState(false);
  const grace = useGrace([instance.node]);
  const [chosen, setChosen] = useState<boolean>();
  // With its files it can be had back, unless the node keeps nothing.
  const files = chosen ?? grace.days !== 0;
  const fate = useGraceText(grace, files);
  const bringBack = async () => {
    try {
      showInstance(await restoreInstance(instance.node, instance.id));
      toast(t('delete.restored', { name: instance.name }));
    } catch {
      toast(t('delete.notRestored', { name: instance.name }), { kind: 'failed', millis: 12_000 });
    }
  };
  const remove = useMutation({
    mutationFn: () => deleteInstance(instance.id, files),
    onSuccess: async () => {
      await navigate({ to: '/instances', ignoreBlocker: true });
      forget('instances', instance.id);
      toast(t('delete.done', { name: instance.name }), {
        millis: 12_000,
        ...(files && grace.days !== 0 && { action: { label: t('common:undo'), run: () => void bringBack() } }),
      });
    },
  });
  const possible = !instance.stale && CAN_BE_DELETED.includes(instance.state.type);
  return (
    <Section title={t('delete.section')} danger>
      <div className={styles.row}>
        <p className={styles.grow}>{possible ? t('delete.text') : t('delete.stopFirst')}</p>
        <Button kind="danger" disabled={!possible} onClick={() => setAsking(true)}>
          {t('delete.open')}
        </Button>
      </div>
      {asking && (
        <ConfirmByName
          title={t('delete.title', { name: instance.name })}
          description={fate}
          name={instance.name}
          action={t('delete.confirm')}
          pending={remove.isPending}
          error={remove.error}
          onConfirm={() => remove.mutate()}
          onClose={() => setAsking(false)}
        >
          <CheckField label={t('delete.files')} checked={files} onChange={(event) => setChosen(event.target.checked)} />
        </ConfirmByName>
      )}
    </Section>
  );
}
