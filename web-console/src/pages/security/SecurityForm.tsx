import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { putSecuritySettings, type SecuritySettings } from '@/api/keyCalls';
import { Button } from '@/design/Button';
import { CheckField, Field, FieldGroup, TextField } from '@/design/Field';
import { ErrorNote } from '@/design/Notices';
import { Section } from '@/design/Page';
import { toast } from '@/design/toasts';
import styles from '../account/Account.module.css';
import { asBody, asDraft, BOUNDS, isWrong, type Draft } from './draft';

const MODES = ['on', 'administrators', 'off'] as const;
const NUMBERS = [
  ['sessionIdleHours', 'idle'],
  ['sessionDays', 'days'],
  ['passwordLength', 'length'],
] as const;

/** Everything on one page and one button: it holds at once. */
export function SecurityForm({ saved }: { saved: SecuritySettings }) {
  const { t } = useTranslation('security');
  const client = useQueryClient();
  const [draft, setDraft] = useState<Draft>(() => asDraft(saved));
  const set = (part: Partial<Draft>) => setDraft({ ...draft, ...part });
  const save = useMutation({
    mutationFn: () => putSecuritySettings(asBody(draft)),
    onSuccess: (next) => {
      client.setQueryData(['security'], next);
      setDraft(asDraft(next));
      toast(t('saved'));
    },
  });
  const wrong = NUMBERS.some(([field]) => isWrong(draft, field));
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (!wrong && !save.isPending) save.mutate();
  };
  return (
    <form onSubmit={submit} className="stack" noValidate>
      <Section title={t('mode.section')}>
        <FieldGroup legend={t('mode.label')}>
          {MODES.map((mode) => (
            <CheckField
              key={mode}
              type="radio"
              name="mode"
              label={t(`mode.${mode}`)}
              hint={t(`mode.${mode}Hint`)}
              checked={draft.keyMode === mode}
              onChange={() => set({ keyMode: mode })}
            />
          ))}
        </FieldGroup>
      </Section>
      <Section title={t('sessions.section')}>
        <div className={styles.fields}>
          {NUMBERS.map(([field, text]) => (
            <Field
              key={field}
              label={t(`sessions.${text}`)}
              hint={t(`sessions.${text}Unit`)}
              inputMode="numeric"
              value={draft[field]}
              error={isWrong(draft, field) ? t('wrongNumber', { min: BOUNDS[field][0], max: BOUNDS[field][1] }) : undefined}
              onChange={(event) => set({ [field]: event.target.value })}
            />
          ))}
        </div>
      </Section>
      <Section title={t('network.section')}>
        <p>{t('network.text')}</p>
        {saved.clientAddress && <p>{t('network.seen', { address: saved.clientAddress })}</p>}
        <TextField
          label={t('network.proxies')}
          hint={t('network.proxiesHint')}
          mono
          rows={3}
          spellCheck={false}
          value={draft.trustedProxies}
          onChange={(event) => set({ trustedProxies: event.target.value })}
        />
        <TextField
          label={t('network.origins')}
          hint={t('network.originsHint')}
          mono
          rows={2}
          spellCheck={false}
          value={draft.origins}
          onChange={(event) => set({ origins: event.target.value })}
        />
      </Section>
      <Section title={t('blocked.section')}>
        <TextField
          label={t('blocked.label')}
          hint={t('blocked.hint')}
          mono
          rows={3}
          spellCheck={false}
          value={draft.blockedAddresses}
          onChange={(event) => set({ blockedAddresses: event.target.value })}
        />
      </Section>
      {save.error && <ErrorNote error={save.error} />}
      <div className="actions">
        <Button kind="primary" type="submit" pending={save.isPending} disabled={wrong}>
          {t('save')}
        </Button>
      </div>
    </form>
  );
}
