import { X } from 'lucide-react';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { currentToasts, dismissToast, onToasts, type Toast } from '../toasts';
import { Button } from '../Button';
import styles from './Toasts.module.css';

/** Where toasts appear: one per page, inside the shell. */
export function Toasts() {
  const toasts = useSyncExternalStore(onToasts, currentToasts);
  return (
    <div className={styles.toasts} role="status" aria-live="polite">
      {toasts.map((each) => (
        <ToastCard key={each.id} toast={each} />
      ))}
    </div>
  );
}

function ToastCard({ toast }: { toast: Toast }) {
  const { t } = useTranslation('common');
  return (
    <div className={toast.kind === 'failed' ? `${styles.toast} ${styles.failed}` : styles.toast}>
      <span className={styles.text}>{toast.text}</span>
      {toast.countdown && <Countdown until={toast.until} />}
      {toast.action && (
        <Button
          kind="link"
          onClick={() => {
            toast.action?.run();
            dismissToast(toast.id);
          }}
        >
          {toast.action.label}
        </Button>
      )}
      <Button kind="ghost" icon small aria-label={t('dismiss')} onClick={() => dismissToast(toast.id)}>
        <X size={14} aria-hidden="true" />
      </Button>
    </div>
  );
}

function Countdown({ until }: { until: number }) {
  const [left, setLeft] = useState(() => until - Date.now());
  useEffect(() => {
    const timer = setInterval(() => setLeft(until - Date.now()), 250);
    return () => clearInterval(timer);
  }, [until]);
  return (
    <span className={styles.countdown} aria-hidden="true">
      {Math.max(0, Math.ceil(left / 1000))}
    </span>
  );
}
