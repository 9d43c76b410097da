import { CircleHelp, LoaderCircle, Play, Square, X, type LucideIcon } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Instance } from '@/api/types';
import { useNow } from '@/live/useNow';
import { stateText, ticks, toneOf, type Tone } from './stateText';
import styles from './StatePill.module.css';

const ICONS: Record<Tone, LucideIcon> = {
  running: Play,
  moving: LoaderCircle,
  stopped: Square,
  failed: X,
  unknown: CircleHelp,
};

/** Word, shape and colour of a state. */
export function StatePill({ instance }: { instance: Pick<Instance, 'state' | 'stale' | 'seen' | 'changedAt'> }) {
  const tone = toneOf(instance);
  return ticks(instance) ? <Ticking instance={instance} tone={tone} /> : <Still instance={instance} tone={tone} />;
}

interface ToneProps {
  instance: Pick<Instance, 'state' | 'stale' | 'seen' | 'changedAt'>;
  tone: Tone;
}

function Still({ instance, tone }: ToneProps) {
  const { t } = useTranslation(['instance', 'common']);
  return <Pill tone={tone} text={stateText(instance, 0, t)} />;
}

/** Only states with a countdown or an age follow the clock. */
function Ticking({ instance, tone }: ToneProps) {
  const { t } = useTranslation(['instance', 'common']);
  return <Pill tone={tone} text={stateText(instance, useNow(), t)} />;
}

export function Pill({ tone, text }: { tone: Tone; text: string }) {
  const Icon = ICONS[tone];
  return (
    <span className={`${styles.pill} ${styles[tone]}`}>
      <Icon size={11} strokeWidth={3} aria-hidden="true" fill={tone === 'running' || tone === 'stopped' ? 'currentColor' : 'none'} />
      <span className={styles.text}>{text}</span>
    </span>
  );
}
