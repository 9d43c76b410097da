import { useEffect, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { asProblem, type ProblemError } from '@/api/problem';
import { Button } from './Button';
import styles from './Notices.module.css';
import { useProblemTexts } from './problemTexts';

export interface ErrorNoteProps {
  /** Whatever was thrown. */
  error: unknown;
  onRetry?: (() => void) | undefined;
  /** Without code and request id: the person made a slip and sees it. */
  brief?: boolean;
  /** What was tried, when that isn't plain from the place. */
  about?: string | undefined;
  /** More to do about it. */
  children?: ReactNode;
}

/** What happened, what to do now, and the code and request id to copy. Stands where it happened. */
export function ErrorNote({ error, onRetry, brief = false, about, children }: ErrorNoteProps) {
  const { t } = useTranslation('common');
  const problem = asProblem(error);
  const { title, remedy } = useProblemTexts(problem);
  return (
    <div className={styles.error} role="alert">
      <div className={styles.words}>
        {about !== undefined && <p>{about}</p>}
        <strong>{title}</strong>
        {remedy !== undefined && <p>{remedy}</p>}
        {!brief && <Reference problem={problem} />}
      </div>
      {(onRetry !== undefined || children !== undefined) && (
        <div className={styles.actions}>
          {children}
          {onRetry && (
            <Button small onClick={onRetry}>
              {t('retry')}
            </Button>
          )}
        </div>
      )}
    </div>
  );
}

function Reference({ problem }: { problem: ProblemError }) {
  const { t } = useTranslation('common');
  const [copied, setCopied] = useState(false);
  const text = problem.requestId === undefined ? problem.code : `${problem.code} · ${problem.requestId}`;
  const copy = () => {
    void navigator.clipboard.writeText(text).then(() => {
      setCopied(true);
    });
  };
  return (
    <p className={styles.reference}>
      <code>{text}</code>
      {problem.requestId !== undefined && window.isSecureContext && (
        <Button kind="link" onClick={copy}>
          {copied ? t('copied') : t('copy')}
        </Button>
      )}
    </p>
  );
}

export interface EmptyStateProps {
  title: string;
  /** It is all that the page says. */
  page?: boolean;
  children?: ReactNode;
  /** The next action. */
  action?: ReactNode;
}

export function EmptyState({ title, page = false, children, action }: EmptyStateProps) {
  const Title = page ? 'h1' : 'h2';
  return (
    <div className={styles.empty}>
      <Title className={styles.emptyTitle}>{title}</Title>
      {children !== undefined && <div className={styles.emptyText}>{children}</div>}
      {action}
    </div>
  );
}

/** A quiet line that must be read, such as "as last seen 4 minutes ago". */
export function Note({ kind = 'plain', children }: { kind?: 'plain' | 'moving' | 'unknown'; children: ReactNode }) {
  return <div className={`${styles.note} ${styles[kind]}`}>{children}</div>;
}

const SKELETON_AFTER_MILLIS = 300;

/** Rows in their final size, only when waiting takes longer than a moment. */
export function Skeleton({ rows = 6, height }: { rows?: number; height?: 'row' | 'page' }) {
  const { t } = useTranslation('common');
  const [shown, setShown] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), SKELETON_AFTER_MILLIS);
    return () => clearTimeout(timer);
  }, []);
  if (!shown) return null;
  return (
    <div className={height === 'page' ? styles.skeletonPage : undefined}>
      <span className="visually-hidden" role="status">
        {t('loading')}
      </span>
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} className={styles.skeleton} aria-hidden="true">
          <span />
        </div>
      ))}
    </div>
  );
}
