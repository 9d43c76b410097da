import { Folder } from 'lucide-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Instance } from '@/api/types';
import { formatNumber } from '@/i18n/format';
import { folderOf } from '../filter';
import styles from './Labels.module.css';

export interface FolderBarProps {
  instances: readonly Instance[];
  folder: readonly string[];
  onChange: (folder: readonly string[]) => void;
}

/** The way to the folder that is shown, and the folders in it; nothing when nobody uses folders. */
export function FolderBar({ instances, folder, onChange }: FolderBarProps) {
  const { t } = useTranslation('instances');
  const inside = useMemo(() => foldersIn(instances, folder), [instances, folder]);
  if (folder.length === 0 && inside.length === 0) return null;
  return (
    <nav className={styles.folders} aria-label={t('folders.label')}>
      {folder.length > 0 && (
        <button type="button" className={styles.folder} onClick={() => onChange([])}>
          {t('folders.all')}
        </button>
      )}
      {folder.map((name, index) => {
        const here = index === folder.length - 1;
        return (
          <button
            key={index}
            type="button"
            className={here ? `${styles.folder} ${styles.here}` : styles.folder}
            aria-current={here ? 'true' : undefined}
            onClick={() => onChange(folder.slice(0, index + 1))}
          >
            {name}
          </button>
        );
      })}
      {inside.map(([name, count]) => (
        <button
          key={name}
          type="button"
          className={styles.folder}
          onClick={() => onChange([...folder, name])}
        >
          <Folder size={14} aria-hidden="true" />
          {name}
          <span className={styles.count} aria-hidden="true">
            {formatNumber(count)}
          </span>
          <span className="visually-hidden">{t('folders.inside', { count })}</span>
        </button>
      ))}
    </nav>
  );
}

/** Names of the folders right in one, with how many instances are beneath each. */
export function foldersIn(instances: readonly Instance[], folder: readonly string[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const instance of instances) {
    const path = folderOf(instance);
    const name = path[folder.length];
    if (name !== undefined && folder.every((each, index) => path[index] === each)) {
      counts.set(name, (counts.get(name) ?? 0) + 1);
    }
  }
  return [...counts].sort((a, b) => a[0].localeCompare(b[0]));
}
