import { ChevronDown, ChevronUp, X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/design/Button';
import { formatNumber } from '@/i18n/format';
import styles from './ConsolePane.module.css';

/** What a view knows of its matches. */
export interface Found {
  /** From 1. */
  position: number;
  total: number;
  /** There are more than were counted. */
  atLeast: boolean;
}

export const NOTHING_FOUND: Found = { position: 0, total: 0, atLeast: false };

export interface FindBarProps {
  query: string;
  found: Found;
  onQuery: (query: string) => void;
  onStep: (by: 1 | -1) => void;
  onClose: () => void;
  /** On to everything that is stored. */
  onHistory: () => void;
}

/** Finds words in what is loaded: Enter goes up to older matches, Shift+Enter down. */
export function FindBar({ query, found, onQuery, onStep, onClose, onHistory }: FindBarProps) {
  const { t } = useTranslation('console');
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, []);
  const none = found.total === 0;
  const counted = query === '' ? '' : none ? t('find.none') : t(...positionOf(found));
  return (
    <form
      className={styles.find}
      role="search"
      onSubmit={(event) => {
        event.preventDefault();
        onStep(-1);
      }}
    >
      <input
        ref={field}
        type="text"
        aria-label={t('find.label')}
        placeholder={t('find.label')}
        value={query}
        onChange={(event) => onQuery(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onClose();
          else if (event.key === 'Enter' && event.shiftKey) {
            event.preventDefault();
            onStep(1);
          }
        }}
        autoComplete="off"
        spellCheck={false}
      />
      <span className={styles.count} role="status">
        {counted}
      </span>
      <Button
        kind="ghost"
        icon
        small
        aria-label={t('find.previous')}
        disabled={none}
        onClick={() => onStep(-1)}
      >
        <ChevronUp size={16} aria-hidden="true" />
      </Button>
      <Button kind="ghost" icon small aria-label={t('find.next')} disabled={none} onClick={() => onStep(1)}>
        <ChevronDown size={16} aria-hidden="true" />
      </Button>
      <Button kind="ghost" small onClick={onHistory}>
        {t('find.stored')}
      </Button>
      <Button kind="ghost" icon small aria-label={t('find.close')} onClick={onClose}>
        <X size={16} aria-hidden="true" />
      </Button>
    </form>
  );
}

function positionOf({ position, total, atLeast }: Found) {
  const key = atLeast ? 'find.positionAtLeast' : 'find.position';
  return [key, { position: formatNumber(position), total: formatNumber(total) }] as const;
}
