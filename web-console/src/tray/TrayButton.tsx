import { ListChecks } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { isOver } from '@/api/fileTypes';
import { formatNumber } from '@/i18n/format';
import { useBatches } from '@/live/batches';
import { useTasks } from '@/live/tasks';
import styles from './TrayButton.module.css';
import { setTrayOpen, useActiveUploads, useTray } from './trayHost';

/** Opens and closes the tray, and says how much is under way. */
export function TrayButton() {
  const { t } = useTranslation('shell');
  const { wanted, open } = useTray();
  const tasks = useTasks().filter((task) => !isOver(task)).length;
  const batches = useBatches().filter((batch) => batch.ended === undefined).length;
  const busy = tasks + batches + useActiveUploads();
  const shown = wanted && open;
  return (
    <button
      type="button"
      className={styles.button}
      aria-expanded={shown}
      onClick={() => setTrayOpen(!shown)}
    >
      <ListChecks size={16} aria-hidden="true" />
      <span className={styles.word}>{t('tasks')}</span>
      {busy > 0 && (
        <span className={styles.count}>
          {formatNumber(busy)}
          <span className="visually-hidden">{` ${t('tasksBusy')}`}</span>
        </span>
      )}
    </button>
  );
}
