import { ChevronDown } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { may } from '@/api/permissions';
import type { Instance, PowerAction } from '@/api/types';
import { Button } from '@/design/Button';
import { Menu, MenuItem } from '@/design/overlay/Menu';
import { useConnection } from '@/live/connection';
import { possibleActions } from '@/power/actions';
import { HoldButton } from '@/power/HoldButton';
import { KillDialog } from '@/power/KillDialog';
import { PendingButton } from '@/power/PendingButton';
import { usePending, usePower } from '@/power/usePower';
import styles from './InstanceFrame.module.css';

const VISIBLE: readonly PowerAction[] = ['start', 'stop', 'restart'];

/** Start, stop, restart as words; kill behind the caret, or in the open while nothing else helps. */
export function PowerBar({ instance }: { instance: Instance }) {
  const { t } = useTranslation(['instance', 'common']);
  const power = usePower();
  const pending = usePending(instance.id);
  const offline = useConnection().kind === 'offline';
  const [killing, setKilling] = useState(false);
  if (!may(instance, 'instance.power')) return null;

  const actions = possibleActions(instance);
  // While the node is away the buttons stay where they are, without effect.
  const usual = possibleActions({ ...instance, stale: false });
  const shown = usual.length > 0 ? VISIBLE.filter((action) => usual.includes(action)) : VISIBLE.slice(0, 1);
  const onlyKill = actions.length === 1 && actions[0] === 'kill';
  const reason = offline ? t('power.offline') : undefined;
  return (
    <div className={styles.power} role="group" aria-label={t('power.label')}>
      {pending && <PendingButton pending={pending} large />}
      {!pending &&
        !onlyKill &&
        shown.map((action) => (
          <Button
            key={action}
            kind={action === 'start' ? 'primary' : 'plain'}
            disabled={!actions.includes(action) || offline}
            title={reason}
            onClick={() => power([instance], action)}
          >
            {t(`common:power.${action}`)}
          </Button>
        ))}
      {!pending && onlyKill && (
        <HoldButton hint={t('kill.hint')} disabled={offline} onHeld={() => power([instance], 'kill')}>
          {t('kill.hold')}
        </HoldButton>
      )}
      {actions.includes('kill') && !onlyKill && (
        <Menu
          trigger={
            <Button icon aria-label={t('power.more')} disabled={offline}>
              <ChevronDown size={16} aria-hidden="true" />
            </Button>
          }
        >
          <MenuItem danger onSelect={() => setKilling(true)}>
            {t('kill.menu')}
          </MenuItem>
        </Menu>
      )}
      <KillDialog instances={killing ? [instance] : []} onClose={() => setKilling(false)} />
    </div>
  );
}
