import type { TFunction } from 'i18next';
import type { Exit, Instance, Recovery, StateType } from '@/api/types';
import { formatAgo, formatDuration } from '@/i18n/format';

/** How a state looks: five colours, each with its own shape. */
export type Tone = 'running' | 'moving' | 'stopped' | 'failed' | 'unknown';

export const TONE: Record<StateType, Tone> = {
  running: 'running',
  starting: 'moving',
  stopping: 'moving',
  busy: 'moving',
  stopped: 'stopped',
  crashed: 'failed',
  unknown: 'unknown',
};

/** What `useTranslation(['instance', 'common'])` returns. */
export type InstanceTexts = TFunction<['instance', 'common']>;

type Shown = Pick<Instance, 'state' | 'stale' | 'seen' | 'changedAt'>;

export const toneOf = (instance: Shown): Tone => (instance.stale ? 'unknown' : TONE[instance.state.type]);

const SIGNALS: Record<number, string> = { 1: 'HUP', 2: 'INT', 3: 'QUIT', 6: 'ABRT', 9: 'KILL', 11: 'SEGV', 13: 'PIPE', 15: 'TERM' };

export function exitText(exit: Exit, t: InstanceTexts): string {
  if (exit.code !== undefined) return t('exit.code', { code: exit.code });
  if (exit.signal !== undefined) return t('exit.signal', { signal: SIGNALS[exit.signal] ?? exit.signal });
  return t('exit.lost');
}

/** What the restart policy does: "starts again in 12s", "gave up after 5". */
function recoveryText(recovery: Recovery | undefined, now: number, t: InstanceTexts): string | undefined {
  if (recovery === undefined) return undefined;
  if (recovery.next === undefined) return t('state.gaveUp', { attempts: recovery.attempts });
  const left = new Date(recovery.next).getTime() - now;
  return left > 0 ? t('state.startsIn', { left: formatDuration(left) }) : t('state.startsNow');
}

/** Whether the text has a countdown or an age in it. */
export const ticks = (instance: Shown): boolean =>
  instance.stale ||
  ['moving', 'unknown'].includes(TONE[instance.state.type]) ||
  (instance.state.type === 'crashed' && instance.state.recovery?.next !== undefined);

/** The word and what belongs to it: "Stopping · killed in 24s". */
export function stateText(instance: Shown, now: number, t: InstanceTexts): string {
  if (instance.stale) return t('state.stale', { ago: formatAgo(instance.seen, now) });
  const { state } = instance;
  const word = t(`common:state.${state.type}`);
  switch (state.type) {
    case 'stopping': {
      const left = new Date(state.deadline).getTime() - now;
      return left > 0 ? t('state.killedIn', { word, left: formatDuration(left) }) : t('state.killing', { word });
    }
    case 'crashed':
      return `${word} · ${recoveryText(state.recovery, now, t) ?? exitText(state.exit, t)}`;
    case 'busy':
      return `${word} · ${state.task}`;
    case 'unknown':
      return `${word} · ${t(`state.reason.${state.reason as 'NODE_AWAY'}`, { defaultValue: state.reason })}`;
    default:
      return word;
  }
}

/** Since when the state holds. */
export function stateSince(instance: Shown): string {
  const { state } = instance;
  if ('since' in state) return state.since;
  return 'exit' in state ? state.exit.at : instance.changedAt;
}

/** Whether a person should look at it. */
export const needsAttention = (instance: Shown): boolean =>
  instance.stale || instance.state.type === 'crashed' || instance.state.type === 'unknown';
