import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { putExpiry } from '@/api/listCalls';
import type { Instance } from '@/api/types';
import { Button } from '@/design/Button';
import { Field } from '@/design/Field';
import { ErrorNote } from '@/design/Notices';
import { Section } from '@/design/Page';
import { toast } from '@/design/toasts';
import { showInstance } from '@/live/patches';
import styles from './Settings.module.css';

/** From when on the instance is stopped and can't be started. */
export function ExpirySection({ instance }: { instance: Instance }) {
  const { t } = useTranslation('instances');
  const present = toField(instance.expires);
  const [typed, setTyped] = useState<string>();
  const date = typed ?? present;
  const save = useMutation({
    mutationFn: (value: string) => putExpiry(instance.id, value === '' ? null : new Date(value).toISOString()),
    onSuccess: (changed) => {
      showInstance(changed);
      setTyped(undefined);
      toast(t('expiry.saved'));
    },
  });
  return (
    <Section title={t('expiry.section')}>
      <div className={styles.row}>
        <div className={styles.grow}>
          <Field
            label={t('expiry.date')}
            hint={t('expiry.text')}
            type="datetime-local"
            value={date}
            onChange={(event) => setTyped(event.target.value)}
          />
        </div>
        <Button disabled={present === ''} onClick={() => save.mutate('')}>
          {t('expiry.never')}
        </Button>
        <Button pending={save.isPending} disabled={date === present || date === ''} onClick={() => save.mutate(date)}>
          {t('expiry.save')}
        </Button>
      </div>
      {save.error && <ErrorNote error={save.error} />}
    </Section>
  );
}

/** In the browser's own time zone, as the field wants it. */
function toField(expires: string | undefined): string {
  if (expires === undefined) return '';
  const at = new Date(expires);
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
