import { useState, type DragEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { copyFiles, moveFiles } from '@/api/fileCalls';
import type { Entry, Instance } from '@/api/types';
import { toast } from '@/design/toasts';
import { formatNumber } from '@/i18n/format';
import { isWithin, join, shownName } from '../paths';
import { useFileProblemText } from '../problemText';
import { droppedFiles, type Picked } from '../uploads/picked';
import { startUploads } from '../uploads/uploads';
import { beginMove, draggedKind, droppedEntries, isCopy } from './dragging';
import { chosen, type Selection } from './selection';
import { folderChanged } from './useFolder';
import type { TaskRunner } from './useTaskRunner';

export interface Over {
  kind: 'files' | 'entries';
  copy: boolean;
  /** The folder that a drop would go to. */
  path: string;
}

export interface DropsOptions {
  instance: Instance;
  path: string;
  names: readonly string[];
  selection: Selection;
  mayWrite: boolean;
  run: TaskRunner['run'];
}

/** Files and folders dropped from the desktop, and entries dragged to another folder of the list or of the way there. */
export function useDrops({ instance, path, names, selection, mayWrite, run }: DropsOptions) {
  const { t } = useTranslation('files');
  const [over, setOver] = useState<Over>();
  const problemText = useFileProblemText();

  const upload = async (into: string, picked: Picked | Promise<Picked>, extract = false) => {
    try {
      const { id, name, node } = instance;
      await startUploads({ instance: id, instanceName: name, node }, into, picked, extract);
    } catch (error) {
      toast(t('upload.preparingFailed', { reason: problemText(error) }), { kind: 'failed', millis: 12_000 });
    } finally {
      folderChanged(instance.id, into);
    }
  };

  const drag = (event: DragEvent, into: string) => {
    const dragged = droppedEntries(event, instance.id);
    const copy = isCopy(event);
    if (dragged === undefined || (dragged.folder === into && !copy)) return;
    const paths = dragged.names.map((name) => join(dragged.folder, name));
    if (paths.some((each) => isWithin(into, each))) {
      toast(t('move.itself'));
      return;
    }
    const words = {
      count: paths.length,
      number: formatNumber(paths.length),
      name: shownName(dragged.names[0] ?? ''),
      folder: into === '' ? t('root') : shownName(into),
    };
    run({
      changes: [{ instance: instance.id, folders: [dragged.folder, into] }],
      asksForTaken: true,
      start: (conflict = dragged.folder === into ? 'rename' : 'fail') =>
        (copy ? copyFiles : moveFiles)(instance.id, { paths, to: into, conflict }),
      onDone: () => toast(t(copy ? 'move.copied' : 'move.done', words)),
    });
  };

  const dragOver = (event: DragEvent, into: string) => {
    const kind = mayWrite ? draggedKind(event) : undefined;
    if (kind === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    const copy = kind === 'files' || isCopy(event);
    event.dataTransfer.dropEffect = copy ? 'copy' : 'move';
    if (over?.path !== into || over.kind !== kind || over.copy !== copy) setOver({ kind, copy, path: into });
  };

  const drop = (event: DragEvent, into: string) => {
    setOver(undefined);
    const kind = mayWrite ? draggedKind(event) : undefined;
    if (kind === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    if (kind === 'files') void upload(into, droppedFiles(event.dataTransfer));
    else drag(event, into);
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
