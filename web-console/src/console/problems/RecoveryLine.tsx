import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { power } from '@/api/calls';
import { may } from '@/api/permissions';
import { asProblem } from '@/api/problem';
import type { Instance, PowerAction, Recovery } from '@/api/types';
import { Button } from '@/design/Button';
import { useProblemTexts } from '@/design/problemTexts';
import { formatDuration } from '@/i18n/format';
import { showInstance } from '@/live/patches';
import { useNow } from '@/live/useNow';
import styles from './Problems.module.css';

/** What the restart policy does about the crash, and how to have it otherwise. */
export function RecoveryLine({ instance, recovery }: { instance: Instance; recovery: Recovery }) {
  const { t } = useTranslation('console');
  const [asked, setAsked] = useState<PowerAction>();
  const [error, setError] = useState<unknown>();
  const ask = async (action: PowerAction) => {
    setAsked(action);
    setError(undefined);
    try {
      showInstance(await power(instance.id, action));
    } catch (e) {
      setError(e);
    } finally {
      setAsked(undefined);
    }
  };
  const { attempts } = recovery;
  if (recovery.next === undefined) return <p className={styles.recovery}>{t('exit.gaveUp', { count: attempts })}</p>;
  return (
    <div className={styles.recovery}>
      <Countdown recovery={recovery} next={recovery.next} />
      {may(instance, 'instance.power') && !instance.stale && (
        <>
          <Button small pending={asked === 'start'} onClick={() => void ask('start')}>
            {t('exit.startNow')}
          </Button>
          <Button small pending={asked === 'stop'} onClick={() => void ask('stop')}>
            {t('exit.dont')}
          </Button>
        </>
      )}
      {error !== undefined && <Failure error={error} />}
    </div>
  );
}

function Countdown({ recovery, next }: { recovery: Recovery; next: string }) {
  const { t } = useTranslation('console');
  const left = new Date(next).getTime() - useNow();
  const { attempt, attempts } = recovery;
  return <span>{left > 0 ? t('exit.again', { left: formatDuration(left), attempt, attempts }) : t('exit.againNow', { attempt, attempts })}</span>;
}

function Failure({ error }: { error: unknown }) {
  const { t } = useTranslation('console');
  const { title } = useProblemTexts(asProblem(error));
  return (
    <span role="alert" className={styles.failure}>
      {t('exit.dontFailed', { reason: title })}
    </span>
  );
}
