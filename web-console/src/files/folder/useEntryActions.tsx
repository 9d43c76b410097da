import { useMemo, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { makeFolder, moveFile, saveText } from '@/api/calls';
import { changeMode, compressFiles, copyFiles, deleteFiles, extractFile, fetchFile, moveFiles } from '@/api/fileCalls';
import type { Conflict } from '@/api/fileTypes';
import type { Entry, Instance } from '@/api/types';
import { toast } from '@/design/toasts';
import { formatNumber } from '@/i18n/format';
import { CompressDialog } from '../dialogs/CompressDialog';
import { DeleteDialog } from '../dialogs/DeleteDialog';
import { ExtractDialog } from '../dialogs/ExtractDialog';
import { FetchDialog } from '../dialogs/FetchDialog';
import { ModeDialog } from '../dialogs/ModeDialog';
import { NameDialog } from '../dialogs/NameDialog';
import { SearchDialog } from '../dialogs/SearchDialog';
import { TransferDialog } from '../dialogs/TransferDialog';
import { downloadEntries, downloadFile } from '../downloads';
import { isWithin, join, nameOf, parentOf, shownName } from '../paths';
import { useFileProblemText } from '../problemText';
import { bringBack } from '../trash/bringBack';
import { hold, useHeld, type Held } from './clipboard';
import type { FolderActions } from './entryActions';
import { folderChanged } from './useFolder';
import { useTaskRunner, type TaskRunner } from './useTaskRunner';

type Asked =
  | { kind: 'newFile' | 'newFolder' | 'fetch' | 'search' }
  | { kind: 'rename' | 'extract'; entry: Entry }
  | { kind: 'copy' | 'move' | 'delete' | 'mode' | 'compress'; entries: readonly Entry[] };

export interface EntryActionsOptions {
  instance: Instance;
  path: string;
  names: readonly string[];
  onRefresh: () => void;
  onGo: (path: string) => void;
  onOpenFile: (path: string) => void;
  onTrash: () => void;
  /** An entry has this name now; the keyboard goes there. */
  onNamed: (name: string) => void;
}

/** What can be done in a folder, and the dialog of what is being done. */
export function useEntryActions(options: EntryActionsOptions): {
  actions: FolderActions;
  dialog: ReactNode;
  runner: TaskRunner;
} {
  const { instance, path, names, onRefresh, onGo, onOpenFile, onTrash } = options;
  const { t } = useTranslation('files');
  const [asked, setAsked] = useState<Asked>();
  const held = useHeld();
  const runner = useTaskRunner();
  const { run } = runner;
  const problemText = useFileProblemText();

  const actions = useMemo((): FolderActions => {
    const words = (entries: readonly { name: string }[]) => ({
      count: entries.length,
      number: formatNumber(entries.length),
      name: shownName(entries[0]?.name ?? ''),
    });
    const remove = (entries: readonly Entry[]) => {
      const paths = entries.map(({ name }) => join(path, name));
      run({
        changes: [{ instance: instance.id, folders: [path] }],
        start: () => deleteFiles(instance.id, paths),
        onDone: (task) => {
          const undo = () => {
            bringBack(instance.id, paths, task.created).then(
              (all) => {
                folderChanged(instance.id, path);
                toast(t(all ? 'delete.undone' : 'delete.undoFailed'), all ? {} : { kind: 'failed' });
              },
              (error: unknown) => toast(problemText(error), { kind: 'failed' }),
            );
          };
          toast(t('delete.trashed', words(entries)), {
            millis: 10_000,
            action: { label: t('delete.undo'), run: undo },
          });
        },
      });
    };
    const download = (entries: readonly Entry[], format?: 'zip' | 'tar.zst') => {
      const [only] = entries;
      if (only === undefined) return;
      const isFile = entries.length === 1 && only.kind === 'file' && format === undefined;
      const begun = isFile
        ? downloadFile(instance, join(path, only.name))
        : downloadEntries(instance, path, entries, format ?? 'zip');
      begun.catch((error: unknown) =>
        toast(t('download.failed', { name: shownName(only.name), reason: problemText(error) }), { kind: 'failed' }),
      );
    };
    return {
      open: ({ kind, name }) => {
        if (kind === 'folder') onGo(join(path, name));
        else if (kind === 'file') onOpenFile(join(path, name));
      },
      download,
      rename: (entry) => setAsked({ kind: 'rename', entry }),
      hold: (kind, entries) => {
        const { id, node } = instance;
        hold({ kind, instance: id, node, folder: path, names: entries.map(({ name }) => name) });
        toast(t(kind === 'cut' ? 'move.cut' : 'move.copyHeld', words(entries)), { millis: 4_000 });
      },
      transfer: (kind, entries) => setAsked({ kind, entries }),
      compress: (entries) => setAsked({ kind: 'compress', entries }),
      extract: (entry) => setAsked({ kind: 'extract', entry }),
      mode: (entries) => setAsked({ kind: 'mode', entries }),
      remove,
      removeForever: (entries) => setAsked({ kind: 'delete', entries }),
      newFile: () => setAsked({ kind: 'newFile' }),
      newFolder: () => setAsked({ kind: 'newFolder' }),
      paste:
        held !== undefined && held.node === instance.node && !isStay(held, instance.id, path)
          ? () => {
              if (held.names.some((name) => held.instance === instance.id && isWithin(path, join(held.folder, name)))) {
                toast(t('move.itself'));
                return;
              }
              run(pasting(held, instance.id, path));
              if (held.kind === 'cut') hold(undefined);
            }
          : undefined,
      fetch: () => setAsked({ kind: 'fetch' }),
      search: () => setAsked({ kind: 'search' }),
      trash: onTrash,
      refresh: onRefresh,
    };
  }, [instance, path, held, run, onRefresh, onGo, onOpenFile, onTrash, problemText, t]);

  return {
    actions,
    runner,
    dialog: (
      <>
        {asked && <Asking asked={asked} options={options} runner={runner} taken={new Set(names)} onClose={() => setAsked(undefined)} />}
        {runner.dialog}
      </>
    ),
  };
}

/** Cut and pasted where it is: nothing to do. */
const isStay = (held: Held, instance: string, path: string): boolean =>
  held.kind === 'cut' && held.instance === instance && held.folder === path;

function pasting(held: Held, instance: string, path: string) {
  const paths = held.names.map((name) => join(held.folder, name));
  const isOther = held.instance !== instance;
  const isHere = !isOther && held.folder === path;
  return {
    changes: [
      { instance, folders: [path] },
      { instance: held.instance, folders: [held.folder] },
    ],
    asksForTaken: true,
    start: (conflict: Conflict = isHere ? 'rename' : 'fail') => {
      const transfer = { paths, to: path, conflict, ...(isOther && { target: instance }) };
      return held.kind === 'cut' ? moveFiles(held.instance, transfer) : copyFiles(held.instance, transfer);
    },
  };
}

interface AskingProps {
  asked: Asked;
  options: EntryActionsOptions;
  runner: TaskRunner;
  taken: ReadonlySet<string>;
  onClose: () => void;
}

/** The dialog of one action. */
function Asking({ asked, options, runner, taken, onClose }: AskingProps) {
  const { instance, path, onGo, onOpenFile, onNamed } = options;
  const { t } = useTranslation('files');
  const { id } = instance;
  const here = [{ instance: id, folders: [path] }];
  const named = (name: string) => {
    folderChanged(id, path);
    onNamed(name);
  };
  switch (asked.kind) {
    case 'newFile': {
      const create = async (name: string) => {
        await saveText(id, join(path, name), '', 'UTF-8', undefined);
        folderChanged(id, path);
        onOpenFile(join(path, name));
      };
      return (
        <NameDialog
          title={t('newFile.title')}
          action={t('newFile.create')}
          taken={taken}
          onName={create}
          onClose={onClose}
        />
      );
    }
    case 'newFolder': {
      const create = async (name: string) => {
        await makeFolder(id, join(path, name));
        named(name);
      };
      return (
        <NameDialog
          title={t('newFolder.title')}
          action={t('newFolder.create')}
          taken={taken}
          onName={create}
          onClose={onClose}
        />
      );
    }
    case 'rename': {
      const { name: before } = asked.entry;
      const rename = async (name: string) => {
        await moveFile(id, join(path, before), join(path, name));
        named(name);
      };
      return (
        <NameDialog
          title={t('rename.title', { name: shownName(before) })}
          action={t('rename.do')}
          initial={before}
          taken={taken}
          onName={rename}
          onClose={onClose}
        />
      );
    }
    case 'copy':
    case 'move': {
      const { entries, kind } = asked;
      const paths = entries.map(({ name }) => join(path, name));
      const transfer = (target: Instance, to: string, rule: Conflict) => {
        const isSameFolder = target.id === id && to === path;
        return runner.begin({
          changes: [...here, { instance: target.id, folders: [to] }],
          asksForTaken: rule === 'fail',
          start: (conflict = rule === 'fail' && isSameFolder ? 'rename' : rule) => {
            const order = { paths, to, conflict, ...(target.id !== id && { target: target.id }) };
            return kind === 'move' ? moveFiles(id, order) : copyFiles(id, order);
          },
          onDone: () => {
            const place = to === '' ? t('root') : shownName(to);
            const words = {
              count: entries.length,
              number: formatNumber(entries.length),
              name: shownName(entries[0]?.name ?? ''),
              folder: target.id === id ? place : `${target.name}: ${place}`,
            };
            toast(t(kind === 'move' ? 'move.done' : 'move.copied', words));
          },
        });
      };
      return (
        <TransferDialog
          kind={kind}
          instance={instance}
          folder={path}
          entries={entries}
          onTransfer={transfer}
          onClose={onClose}
        />
      );
    }
    case 'delete': {
      const { entries } = asked;
      const paths = entries.map(({ name }) => join(path, name));
      const words = {
        count: entries.length,
        number: formatNumber(entries.length),
        name: shownName(entries[0]?.name ?? ''),
      };
      return (
        <DeleteDialog
          entries={entries}
          onDelete={() =>
            runner.begin({
              changes: here,
              start: () => deleteFiles(id, paths, true),
              onDone: () => toast(t('delete.done', words)),
            })
          }
          onClose={onClose}
        />
      );
    }
    case 'mode': {
      const paths = asked.entries.map(({ name }) => join(path, name));
      return (
        <ModeDialog
          entries={asked.entries}
          onMode={(mode, recursive) =>
            runner.begin({ changes: here, start: () => changeMode(id, paths, mode, recursive) })
          }
          onClose={onClose}
        />
      );
    }
    case 'compress': {
      const paths = asked.entries.map(({ name }) => join(path, name));
      return (
        <CompressDialog
          folder={path}
          entries={asked.entries}
          onCompress={(name, format, rule) =>
            runner.begin({
              changes: here,
              asksForTaken: rule === 'fail',
              start: (conflict = rule) => compressFiles(id, { paths, to: join(path, name), format, conflict }),
              onDone: () => onNamed(name),
            })
          }
          onClose={onClose}
        />
      );
    }
    case 'extract': {
      const { name } = asked.entry;
      return (
        <ExtractDialog
          folder={path}
          name={name}
          onExtract={(to, encoding, rule) =>
            runner.begin({
              changes: [{ instance: id, folders: [path, to, parentOf(to)] }],
              asksForTaken: rule === 'fail',
              start: (conflict = rule) => extractFile(id, { path: join(path, name), to, encoding, conflict }),
            })
          }
          onClose={onClose}
        />
      );
    }
    case 'fetch':
      return (
        <FetchDialog
          onFetch={({ conflict: rule, ...wish }) =>
            runner.begin({
              changes: here,
              asksForTaken: rule === 'fail',
              start: (conflict = rule) => fetchFile(id, { ...wish, to: path, conflict }),
            })
          }
          onClose={onClose}
        />
      );
    case 'search':
      return (
        <SearchDialog
          instance={id}
          path={path}
          onOpen={(found, kind) => {
            onClose();
            if (kind === 'folder') onGo(found);
            else onOpenFile(found);
          }}
          onShow={(found) => {
            onClose();
            onGo(parentOf(found));
            onNamed(nameOf(found));
          }}
          onClose={onClose}
        />
      );
  }
}
