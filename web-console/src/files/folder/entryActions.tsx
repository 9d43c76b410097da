import { ContextMenu } from 'radix-ui';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Entry } from '@/api/types';
import { MenuItem, MenuLine } from '@/design/overlay/Menu';
import menu from '@/design/overlay/Menu.module.css';

/** What can be done with entries; each works on those that are given. */
export interface EntryActions {
  open: (entry: Entry) => void;
  download: (entries: readonly Entry[]) => void;
  rename: (entry: Entry) => void;
  move: (entries: readonly Entry[]) => void;
  remove: (entries: readonly Entry[]) => void;
}

interface Item {
  key: 'open' | 'edit' | 'download' | 'rename' | 'move' | 'delete' | 'newFile' | 'newFolder' | 'refresh';
  keys?: string;
  danger?: boolean;
  run: () => void;
}

/** What can be done with the folder itself. */
export interface FolderActions extends EntryActions {
  newFile: () => void;
  newFolder: () => void;
  refresh: () => void;
}

function itemsForFolder(actions: FolderActions, mayWrite: boolean): (Item | 'line')[] {
  const refresh: Item = { key: 'refresh', run: actions.refresh };
  if (!mayWrite) return [refresh];
  return [
    { key: 'newFile', run: actions.newFile },
    { key: 'newFolder', run: actions.newFolder },
    'line',
    refresh,
  ];
}

function itemsFor(entries: readonly Entry[], actions: EntryActions, mayWrite: boolean): (Item | 'line')[] {
  const [only] = entries.length === 1 ? entries : [];
  const items: (Item | 'line')[] = [];
  if (only?.kind === 'folder') items.push({ key: 'open', keys: 'Enter', run: () => actions.open(only) });
  if (only?.kind === 'file') items.push({ key: 'edit', keys: 'Enter', run: () => actions.open(only) });
  if (entries.some(({ kind }) => kind === 'file'))
    items.push({ key: 'download', run: () => actions.download(entries) });
  if (!mayWrite) return items;
  if (items.length > 0) items.push('line');
  if (only !== undefined) items.push({ key: 'rename', keys: 'F2', run: () => actions.rename(only) });
  items.push({ key: 'move', run: () => actions.move(entries) }, 'line');
  items.push({ key: 'delete', keys: 'Del', danger: true, run: () => actions.remove(entries) });
  return items;
}

export interface EntryMenuProps {
  entries: readonly Entry[];
  actions: EntryActions;
  mayWrite: boolean;
}

/** The entries of the menu behind a row's button. */
export function EntryMenuItems({ entries, actions, mayWrite }: EntryMenuProps) {
  const { t } = useTranslation('files');
  return itemsFor(entries, actions, mayWrite).map((item, index) =>
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
