import type { Instance } from '@/api/types';
import { formatDuration, formatFull } from '@/i18n/format';
import { useNow } from '@/live/useNow';
import { stateSince } from './stateText';

/** How long the state holds: "3d 4h". */
export function Since({ instance }: { instance: Pick<Instance, 'state' | 'stale' | 'seen' | 'changedAt'> }) {
  const now = useNow();
  const since = stateSince(instance);
  const millis = now - new Date(since).getTime();
  return (
    <time dateTime={since} title={formatFull(since)}>
      {formatDuration(Math.max(1_000, millis))}
    </time>
  );
}
