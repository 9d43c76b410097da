import { useNavigate } from '@tanstack/react-router';
import { Ellipsis } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Instance } from '@/api/types';
import { may } from '@/api/permissions';
import { Button } from '@/design/Button';
import { Menu, MenuItem, MenuLine } from '@/design/overlay/Menu';
import { useConnection } from '@/live/connection';
import { possibleActions } from '@/power/actions';
import { PendingButton } from '@/power/PendingButton';
import { usePending, usePower } from '@/power/usePower';

export interface RowActionsProps {
  instance: Instance;
  onKill: (instances: readonly Instance[]) => void;
}

/** The likeliest action as a word, the others in the menu. */
export function RowActions({ instance, onKill }: RowActionsProps) {
  const { t } = useTranslation(['instance', 'instances', 'common']);
  const navigate = useNavigate();
  const power = usePower();
  const pending = usePending(instance.id);
  const offline = useConnection().kind === 'offline';
  const actions = possibleActions(instance);
  const act = (action: (typeof actions)[number]) => {
    if (action === 'kill') onKill([instance]);
    else power([instance], action);
  };
  const params = { id: instance.id };
  const [first] = actions;
  const [word] = first === undefined ? possibleActions({ ...instance, stale: false }) : [first];

  return (
    <>
      {pending ? (
        <PendingButton pending={pending} />
      ) : (
        word && (
          <Button
            kind="ghost"
            small
            disabled={first === undefined || offline}
            aria-label={t('instances:row.action', { action: t(`common:power.${word}`), name: instance.name })}
            onClick={() => act(word)}
          >
            {t(`common:power.${word}`)}
          </Button>
        )
      )}
      <Menu
        trigger={
          <Button kind="ghost" small icon aria-label={t('instances:row.more', { name: instance.name })}>
            <Ellipsis size={16} aria-hidden="true" />
          </Button>
        }
      >
        {actions.map((action) => (
          <MenuItem key={action} onSelect={() => act(action)} disabled={offline || pending !== undefined} danger={action === 'kill'}>
            {action === 'kill' ? t('kill.menu') : t(`common:power.${action}`)}
          </MenuItem>
        ))}
        {actions.length > 0 && <MenuLine />}
        {may(instance, 'instance.console.read') && (
          <MenuItem onSelect={() => void navigate({ to: '/instances/$id/console', params })}>{t('tabs.console')}</MenuItem>
        )}
        {may(instance, 'instance.files.read') && (
          <MenuItem onSelect={() => void navigate({ to: '/instances/$id/files', params })}>{t('tabs.files')}</MenuItem>
        )}
        <MenuItem onSelect={() => void navigate({ to: '/instances/$id/settings', params })}>{t('tabs.settings')}</MenuItem>
      </Menu>
    </>
  );
}
