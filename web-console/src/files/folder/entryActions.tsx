import { ContextMenu } from 'radix-ui';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Entry } from '@/api/types';
import { MenuItem, MenuLine } from '@/design/overlay/Menu';
import menu from '@/design/overlay/Menu.module.css';
import { isArchive } from '../paths';

export type DownloadFormat = 'zip' | 'tar.zst';

/** What can be done with entries; each works on those that are given. */
export interface EntryActions {
  open: (entry: Entry) => void;
  /** A single file as it is, anything else as an archive. */
  download: (entries: readonly Entry[], format?: DownloadFormat) => void;
  rename: (entry: Entry) => void;
  hold: (kind: 'copy' | 'cut', entries: readonly Entry[]) => void;
  transfer: (kind: 'copy' | 'move', entries: readonly Entry[]) => void;
  compress: (entries: readonly Entry[]) => void;
  extract: (entry: Entry) => void;
  mode: (entries: readonly Entry[]) => void;
  /** Into the trash, with a way back. */
  remove: (entries: readonly Entry[]) => void;
  removeForever: (entries: readonly Entry[]) => void;
}

/** What can be done with the folder itself. */
export interface FolderActions extends EntryActions {
  newFile: () => void;
  newFolder: () => void;
  /** Undefined while nothing is held that could be pasted here. */
  paste: (() => void) | undefined;
  fetch: () => void;
  search: () => void;
  trash: () => void;
  refresh: () => void;
}

type Key =
  | 'open'
  | 'edit'
  | 'download'
  | 'downloadZip'
  | 'downloadTar'
  | 'rename'
  | 'copy'
  | 'cut'
  | 'paste'
  | 'copyTo'
  | 'moveTo'
  | 'compress'
  | 'extract'
  | 'mode'
  | 'delete'
  | 'deleteForever'
  | 'newFile'
  | 'newFolder'
  | 'fetch'
  | 'search'
  | 'trash'
  | 'refresh';

export interface Item {
  key: Key;
  keys?: string;
  danger?: boolean;
  run: () => void;
}

export function itemsForFolder(actions: FolderActions, mayWrite: boolean): (Item | 'line')[] {
  const { paste } = actions;
  const items: (Item | 'line')[] = [];
  if (mayWrite) {
    items.push({ key: 'newFile', run: actions.newFile }, { key: 'newFolder', run: actions.newFolder });
    if (paste) items.push({ key: 'paste', keys: 'Ctrl V', run: paste });
    items.push({ key: 'fetch', run: actions.fetch }, 'line');
  }
  items.push(
    { key: 'search', run: actions.search },
    { key: 'trash', run: actions.trash },
    { key: 'refresh', run: actions.refresh },
  );
  return items;
}

export function itemsFor(entries: readonly Entry[], actions: EntryActions, mayWrite: boolean): (Item | 'line')[] {
  const [only] = entries.length === 1 ? entries : [];
  const items: (Item | 'line')[] = [];
  if (only?.kind === 'folder') items.push({ key: 'open', keys: 'Enter', run: () => actions.open(only) });
  if (only?.kind === 'file') items.push({ key: 'edit', keys: 'Enter', run: () => actions.open(only) });
  if (only?.kind === 'file') items.push({ key: 'download', run: () => actions.download(entries) });
  else {
    items.push({ key: 'downloadZip', run: () => actions.download(entries, 'zip') });
    items.push({ key: 'downloadTar', run: () => actions.download(entries, 'tar.zst') });
  }
  items.push('line', { key: 'copy', keys: 'Ctrl C', run: () => actions.hold('copy', entries) });
  const mayChange = mayWrite && entries.every(({ writable }) => writable);
  if (mayChange) items.push({ key: 'cut', keys: 'Ctrl X', run: () => actions.hold('cut', entries) });
  items.push({ key: 'copyTo', run: () => actions.transfer('copy', entries) });
  if (mayChange) items.push({ key: 'moveTo', run: () => actions.transfer('move', entries) });
  if (!mayWrite) return items;
  items.push('line');
  if (mayChange && only !== undefined)
    items.push({ key: 'rename', keys: 'F2', run: () => actions.rename(only) });
  if (only?.kind === 'file' && isArchive(only.name)) items.push({ key: 'extract', run: () => actions.extract(only) });
  items.push({ key: 'compress', run: () => actions.compress(entries) });
  if (!mayChange) return items;
  items.push({ key: 'mode', run: () => actions.mode(entries) }, 'line');
  items.push({ key: 'delete', keys: 'Del', danger: true, run: () => actions.remove(entries) });
  items.push({ key: 'deleteForever', keys: 'Shift Del', danger: true, run: () => actions.removeForever(entries) });
  return items;
}

export interface EntryMenuProps {
  entries: readonly Entry[];
  actions: EntryActions;
  mayWrite: boolean;
}

/** The entries of the menu behind a row's button. */
export function EntryMenuItems({ entries, actions, mayWrite }: EntryMenuProps) {
  return <Items items={itemsFor(entries, actions, mayWrite)} />;
}

export function Items({ items }: { items: readonly (Item | 'line')[] }) {
  const { t } = useTranslation('files');
  return items.map((item, index) =>
    item === 'line' ? (
      <MenuLine key={index} />
    ) : (
      <MenuItem key={item.key} onSelect={item.run} danger={item.danger ?? false} aside={item.keys}>
        {t(`action.${item.key}`)}
      </MenuItem>
    ),
  );
}

export interface EntryContextMenuProps extends EntryMenuProps {
  actions: FolderActions;
  children: ReactNode;
}

/** The same behind the right mouse button, a long touch, and the menu key; without entries what the folder offers. */
export function EntryContextMenu({ entries, actions, mayWrite, children }: EntryContextMenuProps) {
  const { t } = useTranslation('files');
  const items = entries.length > 0 ? itemsFor(entries, actions, mayWrite) : itemsForFolder(actions, mayWrite);
  return (
    <ContextMenu.Root modal={false}>
      <ContextMenu.Trigger asChild>{children}</ContextMenu.Trigger>
      <ContextMenu.Portal>
        <ContextMenu.Content className={menu.menu} collisionPadding={8} loop>
          {items.map((item, index) =>
            item === 'line' ? (
              <ContextMenu.Separator key={index} className={menu.line} />
            ) : (
              <ContextMenu.Item
                key={item.key}
                className={item.danger ? `${menu.item ?? ''} ${menu.danger ?? ''}` : menu.item}
                onSelect={item.run}
              >
                {t(`action.${item.key}`)}
                {item.keys !== undefined && <span className={menu.aside}>{item.keys}</span>}
              </ContextMenu.Item>
            ),
          )}
        </ContextMenu.Content>
      </ContextMenu.Portal>
    </ContextMenu.Root>
  );
}
