import { useState, type DragEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Entry, Instance } from '@/api/types';
import { toast } from '@/design/toasts';
import { formatNumber } from '@/i18n/format';
import { isWithin, join, shownName } from '../paths';
import { useFileProblemText } from '../problemText';
import { droppedFiles, type Picked } from '../uploads/picked';
import { startUploads } from '../uploads/uploads';
import { beginMove, draggedKind, droppedEntries } from './dragging';
import { moveEntries } from './moveEntries';
import { chosen, type Selection } from './selection';
import { useFolderChanged } from './useFolder';

export interface Over {
  kind: 'files' | 'entries';
  /** The folder that a drop would go to. */
  path: string;
}

export interface DropsOptions {
  instance: Instance;
  path: string;
  names: readonly string[];
  selection: Selection;
  mayWrite: boolean;
}

/** Files and folders dropped from the desktop, and entries dragged to another folder of the list or of the way there. */
export function useDrops({ instance, path, names, selection, mayWrite }: DropsOptions) {
  const { t } = useTranslation('files');
  const [over, setOver] = useState<Over>();
  const changed = useFolderChanged(instance.id);
  const problemText = useFileProblemText();

  const upload = async (into: string, picked: Picked | Promise<Picked>) => {
    try {
      const { id, name, node } = instance;
      await startUploads({ instance: id, instanceName: name, node }, into, await picked);
    } catch (error) {
      toast(t('upload.preparingFailed', { reason: problemText(error) }), { kind: 'failed', millis: 12_000 });
    } finally {
      changed(into);
    }
  };

  const move = async (event: DragEvent, into: string) => {
    const dragged = droppedEntries(event, instance.id);
    if (dragged === undefined || dragged.folder === into) return;
    if (dragged.names.some((name) => isWithin(into, join(dragged.folder, name)))) {
      toast(t('move.itself'));
      return;
    }
    const { moved, left, error } = await moveEntries(instance.id, dragged.folder, dragged.names, into);
    changed(dragged.folder, into);
    const folder = into === '' ? t('root') : shownName(into);
    const words = { count: moved.length, number: formatNumber(moved.length), name: shownName(moved[0] ?? '') };
    if (moved.length > 0) toast(t('move.done', { ...words, folder }));
    if (left.length > 0) toast(`${shownName(left[0] ?? '')}: ${problemText(error)}`, { kind: 'failed' });
  };

  const dragOver = (event: DragEvent, into: string) => {
    const kind = mayWrite ? draggedKind(event) : undefined;
    if (kind === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    event.dataTransfer.dropEffect = kind === 'files' ? 'copy' : 'move';
    if (over?.path !== into || over.kind !== kind) setOver({ kind, path: into });
  };

  const drop = (event: DragEvent, into: string) => {
    setOver(undefined);
    const kind = mayWrite ? draggedKind(event) : undefined;
    if (kind === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    if (kind === 'files') void upload(into, droppedFiles(event.dataTransfer));
    else void move(event, into);
  };

  return {
    over,
    upload,
    /** For the whole pane: what isn't dropped on a folder goes into the open one. */
    pane: {
      onDragOver: (event: DragEvent) => dragOver(event, path),
      onDrop: (event: DragEvent) => drop(event, over?.path ?? path),
      onDragLeave: (event: DragEvent) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(undefined);
      },
      onDragEnd: () => setOver(undefined),
    },
    crumb: (to: string, event: DragEvent) => (event.type === 'drop' ? drop(event, to) : dragOver(event, to)),
    start: ({ name }: Entry, event: DragEvent) =>
      beginMove(event, {
        instance: instance.id,
        folder: path,
        names: selection.names.has(name) ? chosen(selection, names) : [name],
      }),
    row: ({ name, kind }: Entry, event: DragEvent) =>
      dragOver(event, kind === 'folder' ? join(path, name) : path),
  };
}
