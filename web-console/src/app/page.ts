import { useEffect, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';

/** What the top bar and the tab of the browser say about the page. */
export interface Crumb {
  label: string;
  to?: string;
}

let crumbs: readonly Crumb[] = [];
const listeners = new Set<() => void>();

function show(next: readonly Crumb[]): void {
  crumbs = next;
  for (const listener of listeners) listener();
}

/** Called by each page; the last crumb is the page itself. */
export function usePage(...path: Crumb[]): void {
  const { t } = useTranslation('common');
  const key = JSON.stringify(path);
  useEffect(() => {
    const shown = JSON.parse(key) as Crumb[];
    show(shown);
    document.title = [...shown.map((crumb) => crumb.label).reverse(), t('product')].join(' – ');
  }, [key, t]);
}

export function useCrumbs(): readonly Crumb[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => crumbs,
  );
}
