import { useMutation } from '@tanstack/react-query';
import { useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { planDatabase, tryDatabase, type DatabaseServer, type DatabaseTrial } from '@/api/storageCalls';
import { Button } from '@/design/Button';
import { Field, SelectField } from '@/design/Field';
import { ErrorNote, Note } from '@/design/Notices';
import { Section } from '@/design/Page';
import styles from './Storage.module.css';
import { useStorageChange } from './useStorageChange';

const TLS = ['off', 'require', 'verify'] as const;

const EMPTY = { host: '127.0.0.1', port: '5432', database: 'ostler', user: 'ostler', password: '', certificate: '' };

/** The database to come: tried first, then planned. */
export function MoveSection() {
  const { t } = useTranslation('storage');
  const [draft, setDraft] = useState(EMPTY);
  const [tls, setTls] = useState<DatabaseServer['tls']>('off');
  const trial = useMutation({ mutationFn: tryDatabase });
  const plan = useStorageChange(planDatabase);
  const change = (part: Partial<typeof EMPTY>) => {
    setDraft((former) => ({ ...former, ...part }));
    trial.reset();
    plan.reset();
  };
  const server: DatabaseServer = { ...draft, port: Number(draft.port), tls };
  const test = (event: SyntheticEvent) => {
    event.preventDefault();
    plan.reset();
    trial.mutate(server);
  };
  const field = (name: keyof typeof EMPTY) => ({
    label: t(`move.${name}`),
    autoComplete: 'off',
    spellCheck: false,
    value: draft[name],
    onChange: (event: { target: { value: string } }) => change({ [name]: event.target.value }),
  });
  return (
    <Section title={t('move.section')}>
      <p>{t('move.text')}</p>
      <form onSubmit={test} className="stack">
        <div className={styles.fields}>
          <Field {...field('host')} required />
          <Field {...field('port')} required inputMode="numeric" pattern="[0-9]{1,5}" />
          <Field {...field('database')} required />
          <Field {...field('user')} required hint={t('move.userHint')} />
          <Field {...field('password')} type="password" autoComplete="new-password" />
          <SelectField
            label={t('move.tls')}
            value={tls}
            onChange={(event) => {
              setTls(TLS.find((each) => each === event.target.value) ?? 'verify');
              change({});
            }}
          >
            {TLS.map((each) => (
              <option key={each} value={each}>
                {t(`move.${each}`)}
              </option>
            ))}
          </SelectField>
          {tls === 'verify' && <Field {...field('certificate')} hint={t('move.certificateHint')} />}
        </div>
        {trial.data && <TrialNote trial={trial.data} />}
        {(trial.error ?? plan.error) && <ErrorNote error={trial.error ?? plan.error} />}
        <div className="actions">
          <Button type="submit" pending={trial.isPending}>
            {t('move.test')}
          </Button>
          <Button kind="primary" pending={plan.isPending} disabled={!trial.data?.free} onClick={() => plan.mutate(server)}>
            {t('move.plan')}
          </Button>
        </div>
      </form>
    </Section>
  );
}

function TrialNote({ trial }: { trial: DatabaseTrial }) {
  const { t } = useTranslation('storage');
  if (!trial.reached) {
    return (
      <div role="alert">
        <Note kind="moving">
          <div>
            <b>{t('move.refused')}</b>
            <br />
            {trial.explanation}
          </div>
        </Note>
      </div>
    );
  }
  return (
    <div role="status">
      <Note kind={trial.free ? 'plain' : 'moving'}>{t(trial.free ? 'move.reached' : 'move.full', { version: trial.version })}</Note>
    </div>
  );
}
