import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { may } from '@/api/permissions';
import { asProblem } from '@/api/problem';
import { power } from '@/api/calls';
import { fixProblem } from '@/api/problemCalls';
import type { Finding, Instance } from '@/api/types';
import { Button } from '@/design/Button';
import { useProblemTexts } from '@/design/problemTexts';
import { showInstance } from '@/live/patches';
import styles from './Problems.module.css';

/** One click: the node does what the finding offers, then the instance starts. */
export function FixButton({ instance, finding, fix }: { instance: Instance; finding: Finding; fix: string }) {
  const { t, i18n } = useTranslation('detector');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const atRest = instance.state.type === 'stopped' || instance.state.type === 'crashed';
  if (!may(instance, 'instance.files.write') || instance.stale) return null;
  if (!atRest) return <span className={styles.hint}>{t('fix.atRest')}</span>;

  const run = async () => {
    setBusy(true);
    setError(undefined);
    try {
      await fixProblem(instance.id, finding.detector, fix);
      if (may(instance, 'instance.power')) showInstance(await power(instance.id, 'start'));
    } catch (e) {
      setError(e);
    } finally {
      setBusy(false);
    }
  };
  const known = i18n.exists(`fix.${fix}`, { ns: 'detector' });
  return (
    <>
      <Button kind="primary" small pending={busy} onClick={() => void run()}>
        {t(known ? (`fix.${fix}` as 'fix.other') : 'fix.other')}
      </Button>
      {error !== undefined && <Failure error={error} />}
    </>
  );
}

function Failure({ error }: { error: unknown }) {
  const { t } = useTranslation('detector');
  const { title, remedy } = useProblemTexts(asProblem(error));
  return (
    <span role="alert" className={styles.failure}>
      {t('fix.failed')} {title} {remedy}
    </span>
  );
}
