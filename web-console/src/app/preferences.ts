import { useSyncExternalStore } from 'react';

/**
 * What a person chose for this browser: kept in localStorage, shared between tabs.
 * The look is read by the script in index.html before the first paint, so it has a key of its own.
 */
export interface Look {
  theme: 'system' | 'light' | 'dark';
  contrast: 'normal' | 'more';
  density: 'comfortable' | 'compact';
  language: string | undefined;
}

const LOOK_KEY = 'ostler.look';
const PREFIX = 'ostler.';
const DEFAULT_LOOK: Look = { theme: 'system', contrast: 'normal', density: 'comfortable', language: undefined };

const listeners = new Set<() => void>();
const cache = new Map<string, unknown>();

function read<T>(key: string, fallback: T): T {
  if (cache.has(key)) return cache.get(key) as T;
  let value = fallback;
  try {
    const text = localStorage.getItem(key);
    if (text !== null) {
      const parsed = JSON.parse(text) as T;
      const isObject = typeof fallback === 'object' && fallback !== null && !Array.isArray(fallback);
      value = isObject ? { ...fallback, ...parsed } : parsed;
    }
  } catch {
    // No storage or something foreign in it: the default will do.
  }
  cache.set(key, value);
  return value;
}

function write(key: string, value: unknown): void {
  cache.set(key, value);
  try {
    localStorage.setItem(key, JSON.stringify(value));
  } catch {
    // Private mode or a full store: kept until the page closes.
  }
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** One remembered value. `fallback` must be the same object on every call. */
export function usePreference<T>(name: string, fallback: T): [T, (value: T) => void] {
  const key = PREFIX + name;
  const value = useSyncExternalStore(subscribe, () => read(key, fallback));
  return [value, (next) => write(key, next)];
}

export function preference<T>(name: string, fallback: T): T {
  return read(PREFIX + name, fallback);
}

export const look = (): Look => read(LOOK_KEY, DEFAULT_LOOK);

export function useLook(): [Look, (change: Partial<Look>) => void] {
  const value = useSyncExternalStore(subscribe, look);
  return [value, changeLook];
}

export function changeLook(change: Partial<Look>): void {
  write(LOOK_KEY, { ...look(), ...change });
  applyLook();
}

/** The same decision as the script in index.html, for changes while the page is open. */
export function applyLook(): void {
  const { theme, contrast, density } = look();
  const dark = theme === 'dark' || (theme === 'system' && matchMedia('(prefers-color-scheme: dark)').matches);
  const root = document.documentElement.dataset;
  root.theme = dark ? 'dark' : 'light';
  root.contrast = contrast === 'more' || matchMedia('(prefers-contrast: more)').matches ? 'more' : 'normal';
  root.density = density;
}

/** Follows the system's theme and other tabs. Called once by main. */
export function followLook(): void {
  for (const query of ['(prefers-color-scheme: dark)', '(prefers-contrast: more)']) {
    matchMedia(query).addEventListener('change', applyLook);
  }
  addEventListener('storage', (event) => {
    if (event.key === null) cache.clear();
    else cache.delete(event.key);
    applyLook();
    for (const listener of listeners) listener();
  });
}
