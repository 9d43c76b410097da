import { useQuery } from '@tanstack/react-query';
import { Ellipsis, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { fileUsage } from '@/api/fileCalls';
import type { Entry } from '@/api/types';
import { Button } from '@/design/Button';
import { Meter } from '@/design/Meter';
import { Menu } from '@/design/overlay/Menu';
import { formatBytes, formatNumber } from '@/i18n/format';
import { EntryMenuItems, type FolderActions } from './entryActions';
import styles from './FolderView.module.css';
import type { Folder } from './useFolder';

export interface FooterProps {
  instance: string;
  folder: Folder;
  chosen: readonly Entry[];
  actions: FolderActions;
  mayWrite: boolean;
  onClear: () => void;
}

/** How much there is, or what can be done with what is selected. */
export function Footer({ instance, folder, chosen, actions, mayWrite, onClear }: FooterProps) {
  const { t } = useTranslation('files');
  const { entries, total, hasMore, isLoading } = folder;
  if (chosen.length === 0) {
    return (
      <div className={styles.footer}>
        <span>
          {isLoading
            ? ''
            : hasMore
              ? t('countLoaded', { loaded: formatNumber(entries.length), total: formatNumber(total) })
              : t('count', { count: entries.length, number: formatNumber(entries.length) })}
        </span>
        <span className={styles.grow} />
        <Space instance={instance} />
      </div>
    );
  }
  const files = chosen.filter(({ kind }) => kind === 'file');
  const count = t('selected', { count: chosen.length, number: formatNumber(chosen.length) });
  const size = formatBytes(files.reduce((sum, { size: bytes }) => sum + bytes, 0));
  const mayChange = mayWrite && chosen.every(({ writable }) => writable);
  return (
    <div className={styles.footer}>
      <Button small icon kind="ghost" aria-label={t('action.clear')} title={t('action.clear')} onClick={onClear}>
        <X size={16} aria-hidden="true" />
      </Button>
      <span role="status">{files.length === 0 ? count : t('selectedSize', { count, size })}</span>
      <span className={styles.grow} />
      <Button small onClick={() => actions.download(chosen)}>
        {t('action.download')}
      </Button>
      <Button small onClick={() => actions.transfer('copy', chosen)}>
        {t('action.copyTo')}
      </Button>
      {mayChange && (
        <>
          <Button small onClick={() => actions.transfer('move', chosen)}>
            {t('action.moveTo')}
          </Button>
          <Button small kind="danger" onClick={() => actions.remove(chosen)}>
            {t('action.delete')}
          </Button>
        </>
      )}
      <Menu
        trigger={
          <Button small icon aria-label={t('action.moreActions')}>
            <Ellipsis size={16} aria-hidden="true" />
          </Button>
        }
      >
        <EntryMenuItems entries={chosen} actions={actions} mayWrite={mayWrite} />
      </Menu>
    </div>
  );
}

const ALMOST_FULL = 0.9;

/** The space that the instance takes, of what it may take. */
function Space({ instance }: { instance: string }) {
  const { t } = useTranslation('files');
  const { data } = useQuery({
    queryKey: ['usage', instance],
    queryFn: ({ signal }) => fileUsage(instance, signal),
    staleTime: 15_000,
  });
  if (data === undefined) return null;
  const { used, quota, trash, versions, free } = data;
  const more = [
    trash > 0 && t('usage.trash', { size: formatBytes(trash) }),
    versions > 0 && t('usage.versions', { size: formatBytes(versions) }),
    t('usage.free', { free: formatBytes(free) }),
  ];
  const title = more.filter(Boolean).join(', ');
  if (quota === undefined) {
    return (
      <span className={styles.space} title={title}>
        {[t('usage.used', { used: formatBytes(used) }), t('usage.free', { free: formatBytes(free) })].join(' · ')}
      </span>
    );
  }
  const share = used / quota;
  return (
    <span className={styles.space} title={title}>
      {share >= ALMOST_FULL && <span className={styles.full}>{t('usage.full')}</span>}
      <span className={styles.meter}>
        <Meter
          label={t('usage.label')}
          share={share}
          text={t('usage.of', { used: formatBytes(used), quota: formatBytes(quota) })}
          quiet
        />
      </span>
    </span>
  );
}
