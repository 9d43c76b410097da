import { Dialog as Radix } from 'radix-ui';
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../Button';
import styles from './Dialog.module.css';

export interface DialogProps {
  open: boolean;
  onClose: () => void;
  title: string;
  /** Said with the title by screen readers. */
  description?: ReactNode;
  children?: ReactNode;
  /** Buttons; the one primary action is the right-most. */
  actions?: ReactNode;
  wide?: boolean;
  /** False when the question must be answered. */
  closable?: boolean;
}

/** For choices that need reading. Forms of more than five fields are pages. */
export function Dialog({ open, onClose, title, description, children, actions, wide, closable = true }: DialogProps) {
  const { t } = useTranslation('common');
  return (
    <Radix.Root open={open} onOpenChange={(next) => !next && closable && onClose()}>
      <Radix.Portal>
        <Radix.Overlay className={styles.shade} />
        <Radix.Content className={wide ? `${styles.dialog} ${styles.wide}` : styles.dialog} {...(description === undefined && { 'aria-describedby': undefined })}>
          <Radix.Title className={styles.title}>{title}</Radix.Title>
          {description !== undefined && (
            <Radix.Description asChild>
              <div className={styles.description}>{description}</div>
            </Radix.Description>
          )}
          {children !== undefined && <div className={styles.body}>{children}</div>}
          {actions !== undefined && <div className={styles.actions}>{actions}</div>}
          {/* Last in the order of focus: a dialog opens on its first field or its safe button. */}
          {closable && (
            <Radix.Close asChild>
              <Button kind="ghost" icon small className={styles.close} aria-label={t('close')}>
                <X size={16} aria-hidden="true" />
              </Button>
            </Radix.Close>
          )}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
