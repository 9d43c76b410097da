import { Field } from '@/design/Field';

export interface MomentFieldProps {
  label: string;
  hint: string;
  /** As the browser's own field writes it, in the reader's time; empty: none. */
  value: string;
  error?: string | undefined;
  onChange: (value: string) => void;
}

/** A moment to come, or none. */
export function MomentField({ label, hint, value, error, onChange }: MomentFieldProps) {
  return (
    <Field
      type="datetime-local"
      label={label}
      hint={hint}
      value={value}
      error={error}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}

/** Undefined where none is meant. */
export function momentOf(value: string): Date | undefined {
  const date = value === '' ? undefined : new Date(value);
  return date === undefined || Number.isNaN(date.getTime()) ? undefined : date;
}

export function isPast(value: string): boolean {
  const end = momentOf(value);
  return end !== undefined && end.getTime() <= Date.now();
}

/** As the field writes it. */
export function momentText(at: string | undefined): string {
  if (at === undefined) return '';
  const date = new Date(at);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${String(date.getFullYear())}-${two(date.getMonth() + 1)}-${two(date.getDate())}T${two(date.getHours())}:${two(date.getMinutes())}`;
}
