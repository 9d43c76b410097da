import { useMutation, useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { readVersion, restoreVersion, versionsOf } from '@/api/fileCalls';
import { Button } from '@/design/Button';
import { EmptyState, ErrorNote, Note, Skeleton } from '@/design/Notices';
import { Dialog } from '@/design/overlay/Dialog';
import { toast } from '@/design/toasts';
import { formatAgo, formatBytes, formatFull } from '@/i18n/format';
import { useNow } from '@/live/useNow';
import { nameOf, shownName } from '../paths';
import styles from './Editor.module.css';
import { withLineEnds } from './lineEnds';

const Comparison = lazy(() => import('./Comparison'));

export interface VersionsDialogProps {
  instance: string;
  path: string;
  encoding: string;
  /** The text in the editor. */
  current: () => string;
  dirty: boolean;
  mayWrite: boolean;
  onRestored: () => void;
  onClose: () => void;
}

/** What the file held before it was saved here: list, compare with the text in the editor, bring back. */
export default function VersionsDialog(props: VersionsDialogProps) {
  const { instance, path, encoding, current, dirty, mayWrite, onRestored, onClose } = props;
  const { t } = useTranslation(['files', 'common']);
  const now = useNow();
  const [chosen, setChosen] = useState<string>();
  const name = shownName(nameOf(path));
  const list = useQuery({
    queryKey: ['versions', instance, path],
    queryFn: ({ signal }) => versionsOf(instance, path, signal),
    staleTime: 0,
  });
  const shown = chosen ?? list.data?.[0]?.id;
  const then = useQuery({
    queryKey: ['version', instance, path, shown, encoding],
    queryFn: () => (shown === undefined ? undefined : readVersion(instance, path, shown, encoding)),
    enabled: shown !== undefined,
    staleTime: Infinity,
  });
  const restore = useMutation({
    mutationFn: (version: string) => restoreVersion(instance, path, version),
    onSuccess: () => {
      toast(t('versions.restored', { name }));
      onRestored();
      onClose();
    },
  });
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={t('versions.title', { name })}
      actions={
        <>
          <Button onClick={onClose}>{t('common:close')}</Button>
          {mayWrite && shown !== undefined && (
            <Button
              kind="primary"
              disabled={dirty}
              pending={restore.isPending}
              onClick={() => restore.mutate(shown)}
            >
              {t('versions.restore')}
            </Button>
          )}
        </>
      }
    >
      {list.isPending && <Skeleton rows={4} />}
      {list.error && <ErrorNote error={list.error} onRetry={() => void list.refetch()} />}
      {list.data?.length === 0 && <EmptyState title={t('versions.none')}>{t('versions.noneText')}</EmptyState>}
      {list.data !== undefined && list.data.length > 0 && (
        <>
          <ul className={styles.versions} aria-label={t('versions.list')}>
            {list.data.map((version) => (
              <li key={version.id}>
                <button
                  type="button"
                  aria-pressed={version.id === shown}
                  title={formatFull(version.at)}
                  onClick={() => setChosen(version.id)}
                >
                  <b>{t('versions.replaced', { ago: formatAgo(version.at, now) })}</b>
                  <small>
                    {[
                      version.user?.name ? t('versions.by', { name: version.user.name }) : t('versions.unknown'),
                      formatBytes(version.size),
                    ].join(' · ')}
                  </small>
                </button>
              </li>
            ))}
          </ul>
          {dirty && mayWrite && <Note kind="moving">{t('versions.dirty')}</Note>}
          {restore.error && <ErrorNote error={restore.error} />}
          <div className={styles.sides} aria-hidden="true">
            <b>{t('versions.then')}</b>
            <b>{t('versions.now')}</b>
          </div>
          {then.error && <ErrorNote error={then.error} />}
          {then.data ? (
            <Suspense fallback={<Skeleton rows={4} />}>
              <Comparison
                theirs={withLineEnds(then.data.text, 'LF')}
                mine={current()}
                labels={{ theirs: t('versions.then'), mine: t('versions.now') }}
              />
            </Suspense>
          ) : (
            then.isPending && <Skeleton rows={4} />
          )}
        </>
      )}
    </Dialog>
  );
}
