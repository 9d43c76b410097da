import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/design/Button';
import styles from './Editor.module.css';
import { EncodingDialog } from './EncodingDialog';
import type { LineEndKind } from './lineEnds';
import type { OpenFile, OpenText } from './useOpenFile';

export interface StatusBarProps {
  file: OpenFile;
  open: OpenText;
  position: { line: number; column: number };
  mayWrite: boolean;
  name: string;
  onRead: (encoding: string) => void;
}

const LINE_ENDS: readonly LineEndKind[] = ['LF', 'CRLF', 'CR'];

/** Position, line ends and encoding of the open file. */
export function StatusBar({ file, open, position, mayWrite, name, onRead }: StatusBarProps) {
  const { t } = useTranslation('files');
  const [choosing, setChoosing] = useState(false);
  return (
    <div className={styles.status}>
      <span className={styles.position}>{t('editor.position', position)}</span>
      <span className={styles.hint}>
        {open.mixed ? t('editor.lineEndMixed', { kind: open.lineEnd }) : mayWrite && t('editor.restart')}
      </span>
      <Button kind="ghost" small onClick={() => onRead(open.encoding)}>
        {t('editor.reload')}
      </Button>
      <select
        aria-label={t('editor.lineEnd')}
        value={open.lineEnd}
        disabled={!mayWrite}
        onChange={(event) => file.setLineEnd(event.target.value as LineEndKind)}
      >
        {LINE_ENDS.map((kind) => (
          <option key={kind} value={kind}>
            {kind}
          </option>
        ))}
      </select>
      <Button
        kind="ghost"
        small
        aria-label={t('editor.encodingNow', { encoding: open.encoding })}
        onClick={() => setChoosing(true)}
      >
        {open.encoding === open.encodingOnDisk
          ? open.encoding
          : t('editor.willSave', { encoding: open.encoding })}
      </Button>
      {choosing && (
        <EncodingDialog
          name={name}
          encoding={open.encoding}
          mayWrite={mayWrite}
          onReopen={onRead}
          onSaveWith={file.setEncoding}
          onClose={() => setChoosing(false)}
        />
      )}
    </div>
  );
}
