import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { beginUpkeep } from '@/api/calls';
import { may } from '@/api/permissions';
import type { Instance } from '@/api/types';
import { Button } from '@/design/Button';
import { ErrorNote } from '@/design/Notices';
import { toast } from '@/design/toasts';
import { showTask } from '@/live/patches';
import styles from './Settings.module.css';

const AT_REST = ['stopped', 'crashed'];

/** Runs the saved install or update commands; the tray shows the task. */
export function UpkeepButtons({ instance, dirty = false }: { instance: Instance; dirty?: boolean }) {
  const { t } = useTranslation('settings');
  const begin = useMutation({
    mutationFn: (what: 'install' | 'update') => beginUpkeep(instance.id, what),
    onSuccess: (task) => {
      showTask(task);
      toast(t('upkeep.begun'));
    },
  });
  const { upkeep } = instance.definition;
  if (!may(instance, 'instance.upkeep')) return null;
  const atRest = AT_REST.includes(instance.state.type) && !instance.stale;
  const reason = dirty ? t('upkeep.saveFirst') : atRest ? undefined : t('upkeep.atRest');
  return (
    <div className={styles.upkeep}>
      {(['install', 'update'] as const).map(
        (what) =>
          (upkeep?.[what].length ?? 0) > 0 && (
            <Button key={what} small title={reason} pending={begin.isPending} disabled={reason !== undefined} onClick={() => begin.mutate(what)}>
              {what === 'install' ? t('upkeep.beginInstall') : t('upkeep.beginUpdate')}
            </Button>
          ),
      )}
      {begin.error && <ErrorNote error={begin.error} />}
    </div>
  );
}
