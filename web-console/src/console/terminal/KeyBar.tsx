import { ArrowDown, ArrowLeft, ArrowRight, ArrowUp, Keyboard } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import styles from './TerminalView.module.css';

type Key = 'tab' | 'escape' | 'up' | 'down' | 'left' | 'right';

export interface KeyBarProps {
  ctrl: boolean;
  onCtrl: () => void;
  onKey: (key: Key) => void;
  onKeyboard: () => void;
}

const WORDS: readonly Key[] = ['escape', 'tab'];
const ARROWS: readonly (readonly [Key, typeof ArrowUp])[] = [
  ['left', ArrowLeft],
  ['up', ArrowUp],
  ['down', ArrowDown],
  ['right', ArrowRight],
];

/** Keys that a phone's keyboard lacks. */
export function KeyBar({ ctrl, onCtrl, onKey, onKeyboard }: KeyBarProps) {
  const { t } = useTranslation('console');
  return (
    <div className={styles.keys} role="group" aria-label={t('terminal.keys')}>
      {WORDS.map((key) => (
        <button key={key} type="button" onClick={() => onKey(key)}>
          {t(`terminal.key.${key as 'tab'}`)}
        </button>
      ))}
      <button type="button" aria-pressed={ctrl} onClick={onCtrl}>
        {t('terminal.key.ctrl')}
      </button>
      {ARROWS.map(([key, Icon]) => (
        <button
          key={key}
          type="button"
          aria-label={t(`terminal.key.${key as 'up'}`)}
          onClick={() => onKey(key)}
        >
          <Icon size={18} aria-hidden="true" />
        </button>
      ))}
      <button type="button" aria-label={t('terminal.key.keyboard')} onClick={onKeyboard}>
        <Keyboard size={18} aria-hidden="true" />
      </button>
    </div>
  );
}
