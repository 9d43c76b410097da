import { useBlocker } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Button } from '@/design/Button';
import { Dialog } from '@/design/overlay/Dialog';

/** Asks before an unsaved text is left: by a link, by closing the file, or by closing the tab of the browser. */
export function UnsavedGuard({ dirty, name }: { dirty: boolean; name: string }) {
  const { t } = useTranslation('files');
  const blocker = useBlocker({
    // Another file or folder is another `search` on the same path.
    shouldBlockFn: ({ current, next }) =>
      dirty && (current.pathname !== next.pathname || fileOf(current.search) !== fileOf(next.search)),
    enableBeforeUnload: () => dirty,
    withResolver: true,
  });
  if (blocker.status !== 'blocked') return null;
  return (
    <Dialog
      open
      onClose={blocker.reset}
      title={t('editor.leave.title')}
      description={t('editor.leave.text', { name })}
      actions={
        <>
          <Button onClick={blocker.proceed}>{t('editor.leave.leave')}</Button>
          <Button kind="primary" onClick={blocker.reset}>
            {t('editor.leave.stay')}
          </Button>
        </>
      }
    />
  );
}

function fileOf(search: unknown): unknown {
  return typeof search === 'object' && search !== null && 'file' in search ? search.file : undefined;
}
