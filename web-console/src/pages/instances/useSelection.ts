import { useCallback, useMemo, useState } from 'react';
import type { Instance } from '@/api/types';

/** Rows that are ticked. Only what is shown counts: a filter never leaves something selected out of sight. */
export interface Selection<T extends { id: string } = Instance> {
  selected: readonly T[];
  has: (id: string) => boolean;
  toggle: (id: string) => void;
  /** Everything from the last ticked row to this one. */
  extend: (id: string) => void;
  all: boolean;
  toggleAll: () => void;
  clear: () => void;
}

export function useSelection<T extends { id: string } = Instance>(shown: readonly T[]): Selection<T> {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  const [last, setLast] = useState<string>();

  const selected = useMemo(() => shown.filter((instance) => ids.has(instance.id)), [shown, ids]);
  const all = shown.length > 0 && selected.length === shown.length;

  const toggle = useCallback((id: string) => {
    setLast(id);
    setIds((before) => {
      const next = new Set(before);
      if (!next.delete(id)) next.add(id);
      return next;
    });
  }, []);
  const extend = useCallback(
    (id: string) => {
      const from = shown.findIndex((instance) => instance.id === last);
      const to = shown.findIndex((instance) => instance.id === id);
      if (from < 0 || to < 0) {
        toggle(id);
        return;
      }
      const range = shown.slice(Math.min(from, to), Math.max(from, to) + 1);
      setIds((before) => new Set([...before, ...range.map((instance) => instance.id)]));
      setLast(id);
    },
    [shown, last, toggle],
  );
  const toggleAll = useCallback(
    () => setIds(all ? new Set() : new Set(shown.map((instance) => instance.id))),
    [all, shown],
  );
  const clear = useCallback(() => setIds(new Set()), []);

  return { selected, has: (id) => ids.has(id), toggle, extend, all, toggleAll, clear };
}
