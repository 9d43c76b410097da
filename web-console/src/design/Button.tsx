import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react';
import styles from './Button.module.css';

export type ButtonKind = 'plain' | 'primary' | 'danger' | 'ghost' | 'link';

export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  kind?: ButtonKind;
  small?: boolean;
  /** A square button around an icon; give it an aria-label. */
  icon?: boolean;
  /** The action runs: the button stays, says so to screen readers, and takes no second click. */
  pending?: boolean;
  children?: ReactNode;
  ref?: Ref<HTMLButtonElement>;
}

/** Words on buttons; one primary per view. */
export function Button({ kind = 'plain', small, icon, pending, className, onClick, type = 'button', ...rest }: ButtonProps) {
  const names = [styles.button, styles[kind], small && styles.small, icon && styles.icon, className];
  return (
    <button
      {...rest}
      type={type}
      className={names.filter(Boolean).join(' ')}
      aria-busy={pending || undefined}
      aria-disabled={pending || rest['aria-disabled']}
      onClick={pending ? (event) => event.preventDefault() : onClick}
    />
  );
}
