import { useTranslation } from 'react-i18next';
import type { Instance, PowerAction } from '@/api/types';
import { Button } from '@/design/Button';
import { useConnection } from '@/live/connection';
import { possibleActions } from '@/power/actions';
import { usePower } from '@/power/usePower';
import styles from './Instances.module.css';
import type { Selection } from './useSelection';

const ACTIONS: readonly PowerAction[] = ['start', 'stop', 'restart', 'kill'];

/** Actions on everything that is ticked; each acts on those that can take it and says on how many. */
export function BulkBar({ selection, onKill }: { selection: Selection; onKill: (instances: readonly Instance[]) => void }) {
  const { t } = useTranslation(['instances', 'common']);
  const power = usePower();
  const offline = useConnection().kind === 'offline';
  const { selected, clear } = selection;
  if (selected.length === 0) return null;
  const able = (action: PowerAction) => selected.filter((instance) => possibleActions(instance).includes(action));
  return (
    <div className={styles.bulk} role="region" aria-label={t('bulk.label')}>
      <b>{t('bulk.selected', { count: selected.length })}</b>
      {ACTIONS.map((action) => {
        const targets = able(action);
        return (
          <Button
            key={action}
            small
            disabled={targets.length === 0 || offline}
            onClick={() => (action === 'kill' ? onKill(targets) : power(targets, action))}
          >
            {t(`common:power.${action}`)}
            {targets.length > 0 && targets.length < selected.length && <span className={styles.able}>{targets.length}</span>}
          </Button>
        );
      })}
      <Button kind="link" onClick={clear}>
        {t('bulk.clear')}
      </Button>
    </div>
  );
}
