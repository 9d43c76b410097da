import { useTranslation } from 'react-i18next';
import { Button } from '@/design/Button';
import { formatDuration } from '@/i18n/format';
import { useNow } from '@/live/useNow';
import { undo, type Pending } from './jobs';

/** While an action waits for its undo or for the panel, its button says so. */
export function PendingButton({ pending, large = false }: { pending: Pending; large?: boolean }) {
  const { t } = useTranslation(['instance', 'common']);
  const now = useNow();
  const look = { kind: large ? 'plain' : 'ghost', small: !large } as const;
  if (pending.phase === 'undo' && (pending.action === 'stop' || pending.action === 'restart')) {
    const left = formatDuration(Math.max(1_000, pending.sendAt - now));
    return (
      <Button {...look} onClick={() => undo(pending.job)}>
        {t(`power.undo.${pending.action}`, { left })}
      </Button>
    );
  }
  return (
    <Button {...look} pending>
      {t(`power.pending.${pending.action}`)}
    </Button>
  );
}
