import { useEffect } from 'react';
import { preference } from './preferences';

/**
 * Single keys and sequences such as "g i". They are silent while somebody types, in places that own their keys
 * (`data-keys="own"`: terminal, editor), while a dialog is open, and when they are switched off (WCAG 2.1.4).
 */
export type Shortcuts = Record<string, () => void>;

const SEQUENCE_MILLIS = 1_000;
const PREFIXES = new Set(['g']);

const layers: Shortcuts[] = [];
let prefix = '';
let prefixAt = 0;

/** The key as on a Latin keyboard, so that "g" works where the key writes another letter. */
export function keyName(event: Pick<KeyboardEvent, 'key' | 'code' | 'shiftKey'>): string {
  if (event.key.length > 1) return event.key;
  if (event.key >= ' ' && event.key <= '~') return event.key.toLowerCase();
  if (event.code.startsWith('Key')) return event.code.slice(3).toLowerCase();
  if (event.code === 'Slash') return event.shiftKey ? '?' : '/';
  return event.key;
}

export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return false;
  if (target.closest('[data-keys="own"]')) return true;
  if (target instanceof HTMLInputElement) return !['checkbox', 'radio', 'button', 'submit'].includes(target.type);
  return target.matches('textarea, select, [contenteditable="true"]');
}

function onKey(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (isTyping(event.target) || !preference<boolean>('shortcuts', true)) return;
  if (document.querySelector('[role="dialog"], [role="alertdialog"], [role="menu"]')) return;
  const key = keyName(event);
  const name = prefix !== '' && Date.now() - prefixAt < SEQUENCE_MILLIS ? `${prefix} ${key}` : key;
  prefix = '';
  for (let layer = layers.length - 1; layer >= 0; layer--) {
    const run = layers[layer]?.[name];
    if (run) {
      event.preventDefault();
      run();
      return;
    }
  }
  if (PREFIXES.has(key)) {
    prefix = key;
    prefixAt = Date.now();
  }
}

/** Shortcuts of a page while it is shown; the latest page wins. Keep the object stable (`useMemo`). */
export function useShortcuts(shortcuts: Shortcuts): void {
  useEffect(() => {
    if (layers.length === 0) addEventListener('keydown', onKey);
    layers.push(shortcuts);
    return () => {
      layers.splice(layers.indexOf(shortcuts), 1);
      if (layers.length === 0) removeEventListener('keydown', onKey);
    };
  }, [shortcuts]);
}
