import { useBlocker } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Button } from '@/design/Button';
import { Dialog } from '@/design/overlay/Dialog';

/** Asks before unsaved work is left, by a link here or by closing the tab. */
export function LeaveGuard({ dirty }: { dirty: boolean }) {
  const { t } = useTranslation('common');
  const blocker = useBlocker({
    shouldBlockFn: ({ current, next }) => dirty && current.pathname !== next.pathname,
    enableBeforeUnload: () => dirty,
    withResolver: true,
  });
  if (blocker.status !== 'blocked') return null;
  return (
    <Dialog
      open
      onClose={blocker.reset}
      title={t('discard.title')}
      description={t('discard.text')}
      actions={
        <>
          <Button onClick={blocker.proceed}>{t('discard.leave')}</Button>
          <Button kind="primary" onClick={blocker.reset}>
            {t('discard.stay')}
          </Button>
        </>
      }
    />
  );
}
