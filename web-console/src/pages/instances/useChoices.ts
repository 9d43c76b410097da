import { useCallback, useMemo } from 'react';
import { useUserPreference } from '@/live/userPreference';

export interface SavedView {
  name: string;
  /** What stands behind the '?' of the page's address. */
  query: string;
}

interface Choices {
  starred: string[];
  views: SavedView[];
  order: string[];
}

const NOTHING: Choices = { starred: [], views: [], order: [] };
const MOST_VIEWS = 50;

/** What a person keeps about the list of instances: favourites, views, their own order. */
export function useChoices() {
  const { value, change } = useUserPreference('instances', NOTHING);
  const starred = useMemo(() => new Set(value.starred), [value.starred]);
  const toggleStar = useCallback(
    (id: string) =>
      change({ starred: value.starred.includes(id) ? value.starred.filter((each) => each !== id) : [...value.starred, id] }),
    [value.starred, change],
  );
  const saveView = (view: SavedView) =>
    change({ views: [...value.views.filter((each) => each.name !== view.name), view].slice(-MOST_VIEWS) });
  const dropView = (name: string) => change({ views: value.views.filter((each) => each.name !== name) });
  return {
    starred,
    toggleStar,
    views: value.views,
    saveView,
    dropView,
    order: value.order,
    setOrder: (order: string[]) => change({ order }),
  };
}

/** The order with one moved to another's place; those that had none get theirs from what is shown. */
export function moved(shown: readonly string[], order: readonly string[], id: string, to: number): string[] {
  const rest = shown.filter((each) => each !== id);
  const place = Math.max(0, Math.min(to, rest.length));
  const next = [...rest.slice(0, place), id, ...rest.slice(place)];
  const visible = new Set(next);
  // What a filter hides stays behind what is shown.
  return [...next, ...order.filter((each) => !visible.has(each))];
}
