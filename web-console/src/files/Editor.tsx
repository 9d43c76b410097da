import { X } from 'lucide-react';
import { lazy, Suspense, useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Instance } from '@/api/types';
import { Button } from '@/design/Button';
import { ErrorNote } from '@/design/Notices';
import { Dialog } from '@/design/overlay/Dialog';
import { ConflictDialog } from './editor/ConflictDialog';
import styles from './editor/Editor.module.css';
import { NotOpen } from './editor/NotOpen';
import { StatusBar } from './editor/StatusBar';
import { TextArea } from './editor/TextArea';
import type { TextEditor } from './editor/textEditor';
import { UnsavedGuard } from './editor/UnsavedGuard';
import { useOpenFile, type OpenFile } from './editor/useOpenFile';
import { Breadcrumbs } from './folder/Breadcrumbs';
import { nameOf, parentOf, shownName } from './paths';

const VersionsDialog = lazy(() => import('./editor/VersionsDialog'));

export interface EditorProps {
  instance: Instance;
  path: string;
  mayWrite: boolean;
  /** Closes the file and shows that folder. */
  onGo: (path: string) => void;
  /** Shows it in parts instead, read only. */
  onView: () => void;
}

/** One text file in an editor; loaded when a file is first opened. */
export default function Editor({ instance, path, mayWrite, onGo, onView }: EditorProps) {
  const { t } = useTranslation('files');
  const file = useOpenFile(instance.id, path);
  const { open, saving } = file;
  const editor = useRef<TextEditor>(undefined);
  const [changed, setChanged] = useState(false);
  const [position, setPosition] = useState({ line: 1, column: 1 });
  const [reread, setReread] = useState<string>();
  const dirty =
    changed || (open !== undefined && (open.lineEnd !== open.lineEndOnDisk || open.encoding !== open.encodingOnDisk));
  const [versions, setVersions] = useState(false);
  const name = shownName(nameOf(path));

  const save = async (options?: Parameters<OpenFile['save']>[1]) => {
    const current = editor.current;
    if (current === undefined || !mayWrite) return;
    const text = current.text;
    // What was typed while it was being saved isn't saved.
    if (await file.save(text, options)) setChanged(current.differsFrom(text));
  };
  useSaveKey(() => void save());

  const read = (encoding: string) => {
    setReread(undefined);
    setChanged(false);
    file.load(encoding);
  };
  const word = !mayWrite
    ? t('editor.readOnly')
    : dirty
      ? t('editor.changed')
      : saving.kind === 'saved' && t('editor.saved');
  return (
    <div className={styles.pane}>
      <div className={styles.bar}>
        <Breadcrumbs path={path} onGo={(to) => onGo(to === path ? parentOf(path) : to)} />
        <span className={styles.dirty} role="status">
          {word}
        </span>
        {open !== undefined && (
          <Button small onClick={() => setVersions(true)}>
            {t('action.versions')}
          </Button>
        )}
        {mayWrite && open !== undefined && (
          <Button
            kind="primary"
            small
            disabled={!dirty}
            pending={saving.kind === 'saving'}
            onClick={() => void save()}
          >
            {t('editor.save')}
          </Button>
        )}
        <Button kind="ghost" icon small aria-label={t('editor.close')} onClick={() => onGo(parentOf(path))}>
          <X size={16} aria-hidden="true" />
        </Button>
      </div>
      {saving.kind === 'failed' && (
        <div className={styles.problem}>
          <ErrorNote error={saving.problem} onRetry={() => void save()} />
        </div>
      )}
      {open === undefined ? (
        <NotOpen instance={instance} path={path} file={file} onView={onView} />
      ) : (
        <>
          <TextArea
            key={file.version}
            path={path}
            open={open}
            readOnly={!mayWrite}
            onEditor={(live) => (editor.current = live)}
            onChanged={setChanged}
            onPosition={(line, column) => setPosition({ line, column })}
            onSave={() => void save()}
          />
          <StatusBar
            file={file}
            open={open}
            position={position}
            mayWrite={mayWrite}
            name={name}
            onRead={(encoding) => (dirty ? setReread(encoding) : read(encoding))}
          />
        </>
      )}
      <UnsavedGuard dirty={dirty} name={name} />
      {versions && open !== undefined && (
        <Suspense fallback={null}>
          <VersionsDialog
            instance={instance.id}
            path={path}
            encoding={open.encodingOnDisk}
            current={() => editor.current?.text ?? open.text}
            dirty={dirty}
            mayWrite={mayWrite}
            onRestored={() => read(open.encodingOnDisk)}
            onClose={() => setVersions(false)}
          />
        </Suspense>
      )}
      {saving.kind === 'conflict' && (
        <ConflictDialog
          name={name}
          mine={saving.mine}
          theirs={saving.theirs}
          onOverwrite={(theirs) => void save({ overwrite: theirs })}
          onTake={(theirs) => {
            editor.current?.replace(theirs.text);
            file.take(theirs);
            setChanged(false);
          }}
          onClose={file.settle}
        />
      )}
      {saving.kind === 'gone' && (
        <Question
          title={t('editor.goneDialog.title', { name })}
          text={t('editor.goneDialog.text')}
          back={t('editor.goneDialog.back')}
          action={t('editor.goneDialog.save')}
          onAction={() => void save({ asNew: true })}
          onClose={file.settle}
        />
      )}
      {reread !== undefined && (
        <Question
          title={t('editor.switch.title')}
          text={t('editor.switch.text', { name })}
          back={t('editor.leave.stay')}
          action={t('editor.switch.do')}
          onAction={() => read(reread)}
          onClose={() => setReread(undefined)}
        />
      )}
    </div>
  );
}

interface QuestionProps {
  title: string;
  text: string;
  back: string;
  action: string;
  onAction: () => void;
  onClose: () => void;
}

function Question({ title, text, back, action, onAction, onClose }: QuestionProps) {
  return (
    <Dialog
      open
      onClose={onClose}
      title={title}
      description={text}
      actions={
        <>
          <Button onClick={onClose}>{back}</Button>
          <Button kind="primary" onClick={onAction}>
            {action}
          </Button>
        </>
      }
    />
  );
}

/** Ctrl+S saves wherever the focus is on this page. */
function useSaveKey(save: () => void): void {
  const latest = useRef(save);
  useEffect(() => {
    latest.current = save;
  });
  const onKey = useCallback((event: KeyboardEvent) => {
    if (event.defaultPrevented || !(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 's') return;
    event.preventDefault();
    latest.current();
  }, []);
  useEffect(() => {
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [onKey]);
}
