import { useMemo, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { makeFolder, moveFile, saveText } from '@/api/calls';
import type { Entry, Instance } from '@/api/types';
import { toast } from '@/design/toasts';
import { formatNumber } from '@/i18n/format';
import { downloadFile } from '../downloads';
import { join, shownName } from '../paths';
import { useFileProblemText } from '../problemText';
import { DeleteDialog } from './DeleteDialog';
import type { FolderActions } from './entryActions';
import { MoveDialog } from './MoveDialog';
import { NameDialog } from './NameDialog';
import { useFolderChanged } from './useFolder';

type Asked =
  | { kind: 'newFile' }
  | { kind: 'newFolder' }
  | { kind: 'rename'; entry: Entry }
  | { kind: 'move'; entries: readonly Entry[] }
  | { kind: 'delete'; entries: readonly Entry[] };

export interface EntryActionsOptions {
  instance: Instance;
  path: string;
  names: readonly string[];
  onRefresh: () => void;
  onGo: (path: string) => void;
  onOpenFile: (path: string) => void;
  /** An entry has this name now; the keyboard goes there. */
  onNamed: (name: string) => void;
}

/** Browsers ask before they save many files at once; they come one after the other. */
const BETWEEN_DOWNLOADS_MILLIS = 400;

/** What can be done in a folder, and the dialog of what is being done. */
export function useEntryActions(options: EntryActionsOptions): { actions: FolderActions; dialog: ReactNode } {
  const { instance, path, names, onRefresh, onGo, onOpenFile, onNamed } = options;
  const { t } = useTranslation('files');
  const [asked, setAsked] = useState<Asked>();
  const changed = useFolderChanged(instance.id);
  const problemText = useFileProblemText();

  const actions = useMemo((): FolderActions => {
    const download = async (entries: readonly Entry[]) => {
      const files = entries.filter(({ kind }) => kind === 'file');
      if (files.length < entries.length) toast(t('download.foldersLeftOut'));
      for (const [index, { name }] of files.entries()) {
        if (index > 0) await new Promise((resolve) => setTimeout(resolve, BETWEEN_DOWNLOADS_MILLIS));
        try {
          await downloadFile(instance, join(path, name));
        } catch (error) {
          toast(t('download.failed', { name: shownName(name), reason: problemText(error) }), {
            kind: 'failed',
          });
          return;
        }
      }
    };
    return {
      open: ({ kind, name }) => {
        if (kind === 'folder') onGo(join(path, name));
        else if (kind === 'file') onOpenFile(join(path, name));
      },
      download: (entries) => void download(entries),
      rename: (entry) => setAsked({ kind: 'rename', entry }),
      move: (entries) => setAsked({ kind: 'move', entries }),
      remove: (entries) => setAsked({ kind: 'delete', entries }),
      newFile: () => setAsked({ kind: 'newFile' }),
      newFolder: () => setAsked({ kind: 'newFolder' }),
      refresh: onRefresh,
    };
  }, [instance, path, onRefresh, onGo, onOpenFile, problemText, t]);

  const close = () => setAsked(undefined);
  const named = (name: string) => {
    changed(path);
    onNamed(name);
  };
  const taken = new Set(names);
  switch (asked?.kind) {
    case undefined:
      return { actions, dialog: null };
    case 'newFile': {
      const create = async (name: string) => {
        await saveText(instance.id, join(path, name), '', 'UTF-8', undefined);
        changed(path);
        onOpenFile(join(path, name));
      };
      return {
        actions,
        dialog: (
          <NameDialog
            title={t('newFile.title')}
            action={t('newFile.create')}
            taken={taken}
            onName={create}
            onClose={close}
          />
        ),
      };
    }
    case 'newFolder': {
      const create = async (name: string) => {
        await makeFolder(instance.id, join(path, name));
        named(name);
      };
      return {
        actions,
        dialog: (
          <NameDialog
            title={t('newFolder.title')}
            action={t('newFolder.create')}
            taken={taken}
            onName={create}
            onClose={close}
          />
        ),
      };
    }
    case 'rename': {
      const { name: before } = asked.entry;
      const rename = async (name: string) => {
        await moveFile(instance.id, join(path, before), join(path, name));
        named(name);
      };
      return {
        actions,
        dialog: (
          <NameDialog
            title={t('rename.title', { name: shownName(before) })}
            action={t('rename.do')}
            initial={before}
            taken={taken}
            onName={rename}
            onClose={close}
          />
        ),
      };
    }
    case 'move': {
      const moved = (names: readonly string[], to: string) => {
        if (names.length === 0) return;
        changed(path, to);
        const words = {
          count: names.length,
          number: formatNumber(names.length),
          name: shownName(names[0] ?? ''),
        };
        toast(t('move.done', { ...words, folder: to === '' ? t('root') : shownName(to) }));
      };
      return {
        actions,
        dialog: (
          <MoveDialog
            instance={instance.id}
            folder={path}
            entries={asked.entries}
            onMoved={moved}
            onClose={close}
          />
        ),
      };
    }
    case 'delete':
      return {
        actions,
        dialog: (
          <DeleteDialog
            instance={instance.id}
            folder={path}
            entries={asked.entries}
            onChanged={() => changed(path)}
            onClose={close}
          />
        ),
      };
  }
}
