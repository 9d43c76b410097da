import { useMemo, useSyncExternalStore } from 'react';
import '../ansi.css';
import { StyleSheet } from './styleSheet';
import { readColours } from './terminalColours';

/** Changes with the page's theme; the colours are read from the tokens anew then. */
export function useTheme(): string {
  return useSyncExternalStore(subscribe, theme);
}

export function useStyleSheet(): StyleSheet {
  const name = useTheme();
  // `name` isn't read here, but the tokens are others when it changes.
  // eslint-disable-next-line react-hooks/exhaustive-deps
  return useMemo(() => new StyleSheet(readColours()), [name]);
}

function theme(): string {
  const { theme: name, contrast } = document.documentElement.dataset;
  return `${name ?? ''} ${contrast ?? ''}`;
}

function subscribe(changed: () => void): () => void {
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, {
    attributes: true,
    attributeFilter: ['data-theme', 'data-contrast'],
  });
  return () => observer.disconnect();
}
