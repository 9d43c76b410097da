import { useEffect, useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { asProblem, type ProblemError } from '@/api/problem';
import { Button } from '@/design/Button';
import { Field } from '@/design/Field';
import { ErrorNote } from '@/design/Notices';
import { takeCode } from '@/pages/setup/code';
import { NewPasswordField } from '@/session/NewPasswordField';
import { Plain } from '@/session/Plain';
import { recover } from '@/session/session';

/** Where `bin/ostler recover` leads: a new password for an account that nobody can sign in to any more. */
export default function RecoverPage() {
  const { t } = useTranslation(['session', 'common']);
  const [given] = useState(takeCode);
  const [typed, setTyped] = useState('');
  const [password, setPassword] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ProblemError>();

  useEffect(() => {
    document.title = `${t('recover.title')} – ${t('common:product')}`;
  }, [t]);

  const submit = async (event: SyntheticEvent) => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    setProblem(undefined);
    try {
      await recover(given === '' ? typed : given, password);
    } catch (error) {
      setProblem(asProblem(error));
      setBusy(false);
    }
  };
  return (
    <Plain>
      <h1>{t('recover.title')}</h1>
      <p>{t('recover.text')}</p>
      <form className="stack" onSubmit={(event) => void submit(event)}>
        {given === '' && (
          <Field
            label={t('recover.code')}
            hint={t('recover.codeHint')}
            required
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
        )}
        <NewPasswordField label={t('recover.password')} value={password} onChange={setPassword} />
        {problem && <ErrorNote error={problem} />}
        <div className="actions">
          <Button onClick={() => location.assign('/')}>{t('common:cancel')}</Button>
          <Button kind="primary" type="submit" pending={busy}>
            {t('recover.submit')}
          </Button>
        </div>
      </form>
    </Plain>
  );
}
