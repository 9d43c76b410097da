import type { Instance } from '@/api/types';
import { formatBytes, formatShare } from '@/i18n/format';
import { useUsage } from '@/live/usage';
import styles from './Instances.module.css';

/** CPU and memory now; drawn again without the rest of the row. */
export function UsageCells({ instance }: { instance: Instance }) {
  const usage = useUsage(instance);
  return (
    <>
      <td className={styles.colUsage}>{usage ? formatShare(usage.cpu) : '–'}</td>
      <td className={styles.colUsage}>{usage ? formatBytes(usage.memory) : '–'}</td>
    </>
  );
}
