import { useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { asProblem, type ProblemError } from '@/api/problem';
import { Button } from '@/design/Button';
import { Field } from '@/design/Field';
import { ErrorNote } from '@/design/Notices';
import { NewPasswordField } from '@/session/NewPasswordField';
import { loadSession, setUp } from '@/session/session';

export interface AdministratorStepProps {
  code: string;
  onBack: () => void;
  onDone: () => void;
}

/** The code proves that this person can read the server's console. */
export function AdministratorStep({ code: given, onBack, onDone }: AdministratorStepProps) {
  const { t } = useTranslation(['setup', 'session', 'common']);
  const [code, setCode] = useState(given);
  const [name, setName] = useState('admin');
  const [password, setPassword] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ProblemError>();

  const submit = async (event: SyntheticEvent) => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    setProblem(undefined);
    try {
      await setUp(code.trim(), name.trim(), password);
      onDone();
    } catch (error) {
      setProblem(asProblem(error));
      setBusy(false);
    }
  };

  return (
    <form className="stack" onSubmit={(event) => void submit(event)}>
      <p>{t('administrator.text')}</p>
      <Field
        label={t('administrator.code')}
        hint={given === '' ? t('administrator.codeHint') : t('administrator.codeGiven')}
        mono
        required
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        value={code}
        onChange={(event) => setCode(event.target.value)}
      />
      <Field
        label={t('session:name')}
        name="username"
        required
        maxLength={80}
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <NewPasswordField label={t('session:password')} name={name} value={password} onChange={setPassword} />
      {problem && (
        <ErrorNote error={problem}>
          {problem.code === 'SETUP_DONE' && <Button onClick={() => void loadSession()}>{t('session:signIn')}</Button>}
        </ErrorNote>
      )}
      <div className="actions">
        <Button onClick={onBack}>{t('common:back')}</Button>
        <Button kind="primary" type="submit" pending={busy}>
          {t('administrator.create')}
        </Button>
      </div>
    </form>
  );
}
