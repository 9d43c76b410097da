import { useRef, useState, type KeyboardEvent, type PointerEvent } from 'react';
import { Button, type ButtonProps } from '@/design/Button';
import styles from './HoldButton.module.css';

const HOLD_MILLIS = 900;

export interface HoldButtonProps extends Omit<ButtonProps, 'onClick'> {
  /** Said to screen readers and in the title: that the button wants to be held. */
  hint: string;
  onHeld: () => void;
}

/** Acts only after it was held down, with a pointer or with Space or Enter; the bar shows how long. */
export function HoldButton({ hint, onHeld, children, className, ...rest }: HoldButtonProps) {
  const [holding, setHolding] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const begin = () => {
    if (holding || rest.disabled || rest.pending) return;
    setHolding(true);
    timer.current = setTimeout(() => {
      setHolding(false);
      onHeld();
    }, HOLD_MILLIS);
  };
  const end = () => {
    clearTimeout(timer.current);
    setHolding(false);
  };
  const isHoldKey = (event: KeyboardEvent) => event.key === ' ' || event.key === 'Enter';

  return (
    <Button
      {...rest}
      kind={rest.kind ?? 'danger'}
      title={hint}
      aria-description={hint}
      className={[styles.hold, holding && styles.holding, className].filter(Boolean).join(' ')}
      onPointerDown={(event: PointerEvent) => event.button === 0 && begin()}
      onPointerUp={end}
      onPointerLeave={end}
      onPointerCancel={end}
      onContextMenu={(event) => event.preventDefault()}
      onKeyDown={(event) => {
        if (isHoldKey(event)) {
          event.preventDefault();
          if (!event.repeat) begin();
        }
      }}
      onKeyUp={(event) => isHoldKey(event) && end()}
      onBlur={end}
    >
      <span className={styles.fill} aria-hidden="true" />
      <span className={styles.label}>{children}</span>
    </Button>
  );
}
