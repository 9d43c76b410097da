import type { DragEvent } from 'react';

/** Entries that are dragged within the console; the browser hides the names until they are dropped. */
const MOVE_TYPE = 'application/x-ostler-entries';

export interface DraggedEntries {
  instance: string;
  folder: string;
  names: string[];
}

export function beginMove(event: DragEvent, dragged: DraggedEntries): void {
  event.dataTransfer.effectAllowed = 'copyMove';
  event.dataTransfer.setData(MOVE_TYPE, JSON.stringify(dragged));
}

export function draggedKind({ dataTransfer }: DragEvent): 'files' | 'entries' | undefined {
  if (dataTransfer.types.includes(MOVE_TYPE)) return 'entries';
  return dataTransfer.types.includes('Files') ? 'files' : undefined;
}

/** Held keys say copy, as on every desktop. */
export const isCopy = ({ ctrlKey, altKey }: DragEvent): boolean => ctrlKey || altKey;

/** Only readable while the drop is handled. */
export function droppedEntries({ dataTransfer }: DragEvent, instance: string): DraggedEntries | undefined {
  try {
    const dragged = JSON.parse(dataTransfer.getData(MOVE_TYPE)) as DraggedEntries;
    return dragged.instance === instance ? dragged : undefined;
  } catch {
    return undefined;
  }
}
