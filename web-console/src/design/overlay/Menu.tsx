import { DropdownMenu as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import styles from './Menu.module.css';

/** A menu behind a button. The trigger is one element that takes a ref. */
export function Menu({ trigger, children, align = 'end' }: { trigger: ReactNode; children: ReactNode; align?: 'start' | 'end' }) {
  return (
    <Radix.Root modal={false}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content className={styles.menu} align={align} sideOffset={4} collisionPadding={8} loop>
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

export interface MenuItemProps {
  onSelect: () => void;
  children: ReactNode;
  disabled?: boolean;
  danger?: boolean;
  /** A key or a note on the right. */
  aside?: ReactNode;
}

export function MenuItem({ onSelect, children, disabled, danger, aside }: MenuItemProps) {
  return (
    <Radix.Item className={danger ? `${styles.item} ${styles.danger}` : styles.item} onSelect={onSelect} disabled={disabled ?? false}>
      {children}
      {aside !== undefined && <span className={styles.aside}>{aside}</span>}
    </Radix.Item>
  );
}

export interface MenuCheckProps {
  checked: boolean;
  onChange: (checked: boolean) => void;
  children: ReactNode;
  disabled?: boolean;
}

/** An entry that is on or off; the menu stays open. */
export function MenuCheck({ checked, onChange, children, disabled }: MenuCheckProps) {
  return (
    <Radix.CheckboxItem
      className={styles.item}
      checked={checked}
      onCheckedChange={onChange}
      onSelect={(event) => event.preventDefault()}
      disabled={disabled ?? false}
    >
      <span className={styles.tick} aria-hidden="true">
        {checked ? '✓' : ''}
      </span>
      {children}
    </Radix.CheckboxItem>
  );
}

export interface MenuChoiceProps {
  value: string;
  onChange: (value: string) => void;
  choices: readonly { value: string; label: string }[];
}

/** One of several. */
export function MenuChoice({ value, onChange, choices }: MenuChoiceProps) {
  return (
    <Radix.RadioGroup value={value} onValueChange={onChange}>
      {choices.map((choice) => (
        <Radix.RadioItem key={choice.value} value={choice.value} className={styles.item}>
          <span className={styles.tick} aria-hidden="true">
            {choice.value === value ? '✓' : ''}
          </span>
          {choice.label}
        </Radix.RadioItem>
      ))}
    </Radix.RadioGroup>
  );
}

export function MenuLabel({ children }: { children: ReactNode }) {
  return <Radix.Label className={styles.label}>{children}</Radix.Label>;
}

export function MenuLine() {
  return <Radix.Separator className={styles.line} />;
}
