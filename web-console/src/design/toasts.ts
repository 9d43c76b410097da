/**
 * Short messages at the edge of the page. Nothing that must be acted upon goes here: such things stand where they happened.
 */
export interface Toast {
  id: number;
  text: string;
  /** One thing to do about it, such as "Undo". */
  action?: { label: string; run: () => void } | undefined;
  kind: 'plain' | 'failed';
  /** When it goes by itself; the countdown is shown for undo. */
  until: number;
  countdown: boolean;
}

export interface ToastOptions {
  action?: Toast['action'];
  kind?: Toast['kind'];
  millis?: number;
  countdown?: boolean;
}

const DEFAULT_MILLIS = 6_000;

let toasts: readonly Toast[] = [];
let nextId = 1;
const listeners = new Set<() => void>();

function change(next: readonly Toast[]): void {
  toasts = next;
  for (const listener of listeners) listener();
}

export const currentToasts = (): readonly Toast[] => toasts;

export function onToasts(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Shows a text that is already translated; returns what takes it away. */
export function toast(text: string, options: ToastOptions = {}): () => void {
  const id = nextId++;
  const millis = options.millis ?? DEFAULT_MILLIS;
  const shown: Toast = {
    id,
    text,
    action: options.action,
    kind: options.kind ?? 'plain',
    until: Date.now() + millis,
    countdown: options.countdown ?? false,
  };
  change([...toasts, shown]);
  setTimeout(() => dismissToast(id), millis);
  return () => dismissToast(id);
}

export function dismissToast(id: number): void {
  if (toasts.some((each) => each.id === id)) change(toasts.filter((each) => each.id !== id));
}
