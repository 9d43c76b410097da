import { useEffect } from 'react';

const FOCUSABLE = 'a[href], button:not(:disabled), input:not(:disabled), select:not(:disabled), textarea:not(:disabled)';

/** F6 and Shift F6 walk between rail, top bar and content, as in other programs with panes (`data-pane`). */
export function usePanes(): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'F6' || event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey) return;
      const panes = [...document.querySelectorAll<HTMLElement>('[data-pane]')].filter(
        (pane) => pane.getClientRects().length > 0,
      );
      if (panes.length === 0) return;
      event.preventDefault();
      const present = panes.findIndex((pane) => pane.contains(document.activeElement));
      const step = event.shiftKey ? -1 : 1;
      const next = panes[(present + step + panes.length) % panes.length];
      const target = next?.matches('[tabindex]') ? next : next?.querySelector<HTMLElement>(FOCUSABLE);
      target?.focus();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);
}
