import { Archive, Ellipsis, FilePlus, FolderPlus, FolderUp, Globe, RefreshCw, Search, Trash2, Upload } from 'lucide-react';
import { useRef, type Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/design/Button';
import { Menu, MenuItem } from '@/design/overlay/Menu';
import { pickedFiles, type Picked } from '../uploads/picked';
import { Items, itemsForFolder, type FolderActions } from './entryActions';
import styles from './FolderView.module.css';

export interface ToolbarProps {
  mayWrite: boolean;
  actions: FolderActions;
  refreshing: boolean;
  filter: string;
  filterRef: Ref<HTMLInputElement>;
  onFilter: (text: string) => void;
  onPicked: (picked: Picked, extract: boolean) => void;
}

/** What can be done here without choosing anything first. */
export function Toolbar({ mayWrite, actions, refreshing, filter, filterRef, onFilter, onPicked }: ToolbarProps) {
  const { t } = useTranslation('files');
  return (
    <div className={styles.buttons}>
      <input
        ref={filterRef}
        type="search"
        className={styles.filter}
        aria-label={t('filter.label')}
        placeholder={t('filter.placeholder')}
        value={filter}
        spellCheck={false}
        onChange={(event) => onFilter(event.target.value)}
        onKeyDown={(event) => event.key === 'Escape' && onFilter('')}
      />
      <Button kind="ghost" icon small aria-label={t('action.search')} title={t('action.search')} onClick={actions.search}>
        <Search size={16} aria-hidden="true" />
      </Button>
      <Button kind="ghost" icon small aria-label={t('action.trash')} title={t('action.trash')} onClick={actions.trash}>
        <Trash2 size={16} aria-hidden="true" />
      </Button>
      <Button
        kind="ghost"
        icon
        small
        aria-label={t('action.refresh')}
        title={t('action.refresh')}
        pending={refreshing}
        onClick={actions.refresh}
      >
        <RefreshCw size={16} aria-hidden="true" />
      </Button>
      {mayWrite && actions.paste && (
        <Button small onClick={actions.paste}>
          {t('action.paste')}
        </Button>
      )}
      {mayWrite && (
        <>
          <Menu trigger={<Button small>{t('action.new')}</Button>}>
            <MenuItem onSelect={actions.newFile}>
              <FilePlus size={16} aria-hidden="true" />
              {t('action.newFile')}
            </MenuItem>
            <MenuItem onSelect={actions.newFolder}>
              <FolderPlus size={16} aria-hidden="true" />
              {t('action.newFolder')}
            </MenuItem>
          </Menu>
          <UploadMenu onFetch={actions.fetch} onPicked={onPicked} />
        </>
      )}
      <Menu
        trigger={
          <Button kind="ghost" icon small className={styles.phoneOnly} aria-label={t('action.moreActions')}>
            <Ellipsis size={16} aria-hidden="true" />
          </Button>
        }
      >
        <Items items={itemsForFolder(actions, mayWrite)} />
      </Menu>
    </div>
  );
}

interface UploadMenuProps {
  onFetch: () => void;
  onPicked: (picked: Picked, extract: boolean) => void;
}

const ARCHIVES = '.zip,.jar,.tar,.gz,.tgz,.xz,.txz,.bz2,.tbz2,.zst,.7z,.rar,.mrpack,.mcpack';

function UploadMenu({ onFetch, onPicked }: UploadMenuProps) {
  const { t } = useTranslation('files');
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const archive = useRef<HTMLInputElement>(null);
  const picked = (input: HTMLInputElement, extract = false) => {
    if (input.files !== null && input.files.length > 0) onPicked(pickedFiles(input.files), extract);
    // The same files again are a new choice.
    input.value = '';
  };
  return (
    <>
      <Menu
        trigger={
          <Button small kind="primary">
            {t('action.upload')}
          </Button>
        }
      >
        <MenuItem onSelect={() => files.current?.click()}>
          <Upload size={16} aria-hidden="true" />
          {t('action.uploadFiles')}
        </MenuItem>
        <MenuItem onSelect={() => folder.current?.click()}>
          <FolderUp size={16} aria-hidden="true" />
          {t('action.uploadFolder')}
        </MenuItem>
        <MenuItem onSelect={() => archive.current?.click()}>
          <Archive size={16} aria-hidden="true" />
          {t('action.uploadExtract')}
        </MenuItem>
        <MenuItem onSelect={onFetch}>
          <Globe size={16} aria-hidden="true" />
          {t('action.fetch')}
        </MenuItem>
      </Menu>
      <input
        ref={files}
        type="file"
        multiple
        hidden
        aria-label={t('action.uploadFiles')}
        onChange={(event) => picked(event.target)}
      />
      <input
        ref={folder}
        type="file"
        multiple
        hidden
        aria-label={t('action.uploadFolder')}
        {...{ webkitdirectory: '' }}
        onChange={(event) => picked(event.target)}
      />
      <input
        ref={archive}
        type="file"
        multiple
        hidden
        accept={ARCHIVES}
        aria-label={t('action.uploadExtract')}
        onChange={(event) => picked(event.target, true)}
      />
    </>
  );
}
