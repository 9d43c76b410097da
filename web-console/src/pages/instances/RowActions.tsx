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

/** What a row can do beside power. */
export interface RowOptions {
  /** Nodes on which copies can be made. */
  creatable: ReadonlySet<string>;
  starred: ReadonlySet<string>;
  onStar: (id: string) => void;
  onAsk: (dialog: 'labels' | 'clone', instances: readonly Instance[]) => void;
  /** To a place of the list; present while the person's own order is shown. */
  onMove: ((id: string, to: number) => void) | undefined;
}

export interface RowActionsProps {
  instance: Instance;
  index: number;
  onKill: (instances: readonly Instance[]) => void;
  options: RowOptions;
}

/** The likeliest action as a word, the others in the menu. */
export function RowActions({ instance, index, onKill, options }: RowActionsProps) {
  const { onAsk, onMove } = options;
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
        {onMove && (
          <>
            <MenuItem onSelect={() => onMove(instance.id, index - 1)} disabled={index === 0}>
              {t('instances:row.up')}
            </MenuItem>
            <MenuItem onSelect={() => onMove(instance.id, index + 1)}>{t('instances:row.down')}</MenuItem>
            <MenuLine />
          </>
        )}
        {may(instance, 'instance.console.read') && (
          <MenuItem onSelect={() => void navigate({ to: '/instances/$id/console', params })}>{t('tabs.console')}</MenuItem>
        )}
        {may(instance, 'instance.files.read') && (
          <MenuItem onSelect={() => void navigate({ to: '/instances/$id/files', params })}>{t('tabs.files')}</MenuItem>
        )}
        <MenuItem onSelect={() => void navigate({ to: '/instances/$id/settings', params })}>{t('tabs.settings')}</MenuItem>
        <MenuLine />
        {(may(instance, 'instance.rename') || may(instance, 'instance.edit')) && (
          <MenuItem onSelect={() => onAsk('labels', [instance])}>{t('instances:row.labels')}</MenuItem>
        )}
        {options.creatable.has(instance.node) && (
          <MenuItem disabled={instance.stale} onSelect={() => onAsk('clone', [instance])}>
            {t('instances:row.clone')}
          </MenuItem>
        )}
      </Menu>
    </>
  );
}
