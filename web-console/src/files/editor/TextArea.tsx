import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { nameOf, shownName } from '../paths';
import styles from './Editor.module.css';
import { languageOf } from './languages';
import { TextEditor } from './textEditor';
import type { OpenText } from './useOpenFile';

export interface TextAreaProps {
  path: string;
  open: OpenText;
  readOnly: boolean;
  onEditor: (editor: TextEditor | undefined) => void;
  /** Whether the text is another than the one on disk. */
  onChanged: (changed: boolean) => void;
  onPosition: (line: number, column: number) => void;
  onSave: () => void;
}

/** The editor as a component. A new key makes a new text with a history of its own. */
export function TextArea(props: TextAreaProps) {
  const { path, open, readOnly } = props;
  const { t } = useTranslation('files');
  const place = useRef<HTMLDivElement>(null);
  const editor = useRef<TextEditor>(undefined);
  const latest = useRef(props);
  useEffect(() => {
    latest.current = props;
  });

  useEffect(() => {
    if (place.current === null) return undefined;
    const live = new TextEditor({
      place: place.current,
      text: latest.current.open.text,
      label: t('editor.label', { name: shownName(nameOf(path)) }),
      readOnly: latest.current.readOnly,
      phrases: t('editor.phrase', { returnObjects: true }),
      onChange: () => latest.current.onChanged(live.differsFrom(latest.current.open.text)),
      onPosition: (line, column) => latest.current.onPosition(line, column),
      onSave: () => latest.current.onSave(),
    });
    let open = true;
    void languageOf(path).then((language) => language && open && live.setLanguage(language));
    editor.current = live;
    latest.current.onEditor(live);
    live.focus();
    const { onEditor } = latest.current;
    return () => {
      open = false;
      live.dispose();
      onEditor(undefined);
    };
  }, [path, t]);

  useEffect(() => editor.current?.setReadOnly(readOnly), [readOnly]);
  return (
    <>
      <div ref={place} className={styles.text} data-keys="own" data-etag={open.etag} />
      <p className="visually-hidden">{t('editor.leaveKeys')}</p>
    </>
  );
}
