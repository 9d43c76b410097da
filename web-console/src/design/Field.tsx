import { useId, type InputHTMLAttributes, type ReactNode, type Ref, type SelectHTMLAttributes, type TextareaHTMLAttributes } from 'react';
import styles from './Field.module.css';

interface Frame {
  label: string;
  hint?: ReactNode;
  error?: string | undefined;
  /** The label is for screen readers only, because the place says it already. */
  quiet?: boolean;
  mono?: boolean;
}

interface Ids {
  id: string;
  'aria-describedby': string | undefined;
  'aria-invalid': true | undefined;
}

function FieldFrame({ label, hint, error, quiet, children, className }: Frame & { children: (ids: Ids) => ReactNode; className?: string | undefined }) {
  const id = useId();
  const described = [hint !== undefined && `${id}-hint`, error !== undefined && `${id}-error`].filter(Boolean).join(' ');
  return (
    <div className={[styles.field, className].filter(Boolean).join(' ')}>
      <label htmlFor={id} className={quiet ? 'visually-hidden' : styles.label}>
        {label}
      </label>
      {children({
        id,
        'aria-describedby': described === '' ? undefined : described,
        'aria-invalid': error === undefined ? undefined : true,
      })}
      {hint !== undefined && (
        <div id={`${id}-hint`} className={styles.hint}>
          {hint}
        </div>
      )}
      {error !== undefined && (
        <div id={`${id}-error`} className={styles.error}>
          {error}
        </div>
      )}
    </div>
  );
}

export type FieldProps = Frame & InputHTMLAttributes<HTMLInputElement> & { ref?: Ref<HTMLInputElement> };

export function Field({ label, hint, error, quiet, mono, className, ...rest }: FieldProps) {
  return (
    <FieldFrame {...frame(label, hint, error, quiet)} className={className}>
      {(ids) => <input {...rest} {...ids} className={controlClass(mono)} />}
    </FieldFrame>
  );
}

export type SelectFieldProps = Frame & SelectHTMLAttributes<HTMLSelectElement>;

export function SelectField({ label, hint, error, quiet, mono, className, children, ...rest }: SelectFieldProps) {
  return (
    <FieldFrame {...frame(label, hint, error, quiet)} className={className}>
      {(ids) => (
        <select {...rest} {...ids} className={controlClass(mono)}>
          {children}
        </select>
      )}
    </FieldFrame>
  );
}

export type TextFieldProps = Frame & TextareaHTMLAttributes<HTMLTextAreaElement>;

export function TextField({ label, hint, error, quiet, mono, className, ...rest }: TextFieldProps) {
  return (
    <FieldFrame {...frame(label, hint, error, quiet)} className={className}>
      {(ids) => <textarea {...rest} {...ids} className={`${controlClass(mono)} ${styles.text}`} />}
    </FieldFrame>
  );
}

export interface CheckFieldProps extends Omit<InputHTMLAttributes<HTMLInputElement>, 'type'> {
  label: ReactNode;
  hint?: ReactNode;
  type?: 'checkbox' | 'radio';
}

export function CheckField({ label, hint, type = 'checkbox', ...rest }: CheckFieldProps) {
  const id = useId();
  return (
    <div className={styles.check}>
      <input {...rest} id={id} type={type} aria-describedby={hint === undefined ? undefined : `${id}-hint`} />
      <label htmlFor={id}>{label}</label>
      {hint !== undefined && (
        <div id={`${id}-hint`} className={styles.hint}>
          {hint}
        </div>
      )}
    </div>
  );
}

/** Fields that belong together, with a heading that screen readers say before each of them. */
export function FieldGroup({ legend, children, row }: { legend: string; children: ReactNode; row?: boolean }) {
  return (
    <fieldset className={styles.group}>
      <legend className={styles.label}>{legend}</legend>
      <div className={row ? styles.row : styles.stack}>{children}</div>
    </fieldset>
  );
}

function frame(label: string, hint: ReactNode, error: string | undefined, quiet: boolean | undefined): Frame {
  return { label, ...(hint !== undefined && { hint }), ...(error !== undefined && { error }), ...(quiet && { quiet }) };
}

function controlClass(mono: boolean | undefined): string {
  return [styles.control, mono && 'mono'].filter(Boolean).join(' ');
}
