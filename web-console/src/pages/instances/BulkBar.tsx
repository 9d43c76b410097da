import { useTranslation } from 'react-i18next';
import { may } from '@/api/permissions';
import type { Instance, PowerAction } from '@/api/types';
import { Button } from '@/design/Button';
import { useConnection } from '@/live/connection';
import { possibleActions } from '@/power/actions';
import { usePower } from '@/power/usePower';
import styles from './Instances.module.css';
import type { Selection } from './useSelection';

const ACTIONS: readonly PowerAction[] = ['start', 'stop', 'restart', 'kill'];

/** Actions on everything that is ticked; each acts on those that can take it and says on how many. */
export interface BulkBarProps {
  selection: Selection;
  /** How many the filters show. */
  matching: number;
  onAsk: (dialog: 'kill' | 'staged' | 'delete', instances: readonly Instance[]) => void;
}

export function BulkBar({ selection, matching, onAsk }: BulkBarProps) {
  const { t } = useTranslation(['instances', 'common']);
  const power = usePower();
  const offline = useConnection().kind === 'offline';
  const { selected, clear, all, toggleAll } = selection;
  const mayDelete = selected.some((instance) => may(instance, 'instance.delete'));
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
            onClick={() => (action === 'kill' ? onAsk('kill', targets) : power(targets, action))}
          >
            {t(`common:power.${action}`)}
            {targets.length > 0 && targets.length < selected.length && <span className={styles.able}>{targets.length}</span>}
          </Button>
        );
      })}
      {able('start').length > 1 && (
        <Button small disabled={offline} onClick={() => onAsk('staged', able('start'))}>
          {t('bulk.staged')}
        </Button>
      )}
      {mayDelete && (
        <Button small kind="danger" disabled={offline} onClick={() => onAsk('delete', selected)}>
          {t('bulk.delete')}
        </Button>
      )}
      {!all && (
        <Button kind="link" onClick={toggleAll}>
          {t('bulk.all', { count: matching })}
        </Button>
      )}
      <Button kind="link" onClick={clear}>
        {t('bulk.clear')}
      </Button>
    </div>
  );
}
