import type { Virtualizer } from '@tanstack/react-virtual';
import { useMemo, type RefObject } from 'react';
import type { Instance } from '@/api/types';
import { useShortcuts } from '@/app/shortcuts';
import type { Selection } from './useSelection';

/** j and k move through the rows, x ticks one; Enter is the link's own. */
export function useRowKeys(
  list: RefObject<HTMLElement | null>,
  rows: Pick<Virtualizer<Window, Element>, 'scrollToIndex'>,
  instances: readonly Instance[],
  selection: Pick<Selection, 'toggle'>,
): void {
  const { toggle } = selection;
  useShortcuts(
    useMemo(() => {
      const focused = (): number => {
        const row = document.activeElement?.closest('[data-index]');
        return row instanceof HTMLElement && list.current?.contains(row) ? Number(row.dataset.index) : -1;
      };
      const focus = (index: number) => {
        if (index < 0 || index >= instances.length) return;
        rows.scrollToIndex(index);
        requestAnimationFrame(() => {
          list.current?.querySelector<HTMLElement>(`[data-index="${index}"] a`)?.focus();
        });
      };
      return {
        j: () => focus(focused() + 1),
        k: () => focus(focused() - 1),
        x: () => {
          const instance = instances[focused()];
          if (instance) toggle(instance.id);
        },
      };
    }, [list, rows, instances, toggle]),
  );
}
