import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Instance } from '@/api/types';
import { Button } from '@/design/Button';
import { ErrorNote, Skeleton } from '@/design/Notices';
import { toast } from '@/design/toasts';
import { downloadFile } from '../downloads';
import { nameOf, shownName } from '../paths';
import { useFileProblemText } from '../problemText';
import styles from './Editor.module.css';
import { EncodingSelect } from './EncodingSelect';
import type { OpenFile } from './useOpenFile';

export interface NotOpenProps {
  instance: Instance;
  path: string;
  file: OpenFile;
  onView: () => void;
}

/** While it loads, or why it can't be edited here. */
export function NotOpen({ instance, path, file, onView }: NotOpenProps) {
  const { t } = useTranslation('files');
  const [encoding, setEncoding] = useState('windows-1252');
  const problemText = useFileProblemText();
  const { loadProblem } = file;
  if (loadProblem === undefined) return <Skeleton rows={10} />;
  const download = () =>
    void downloadFile(instance, path).catch((error: unknown) =>
      toast(t('download.failed', { name: shownName(nameOf(path)), reason: problemText(error) }), {
        kind: 'failed',
      }),
    );
  const isThere = !['FILE_NOT_FOUND', 'NODE_AWAY', 'FORBIDDEN'].includes(loadProblem.code);
  return (
    <div className={styles.problem}>
      <ErrorNote error={loadProblem} onRetry={() => file.load('UTF-8')}>
        {isThere && (
          <Button small kind="primary" onClick={onView}>
            {t('editor.view')}
          </Button>
        )}
        {isThere && (
          <Button small onClick={download}>
            {t('editor.download')}
          </Button>
        )}
      </ErrorNote>
      {loadProblem.code === 'FILE_NOT_TEXT' && (
        <p className={styles.another}>
          <EncodingSelect value={encoding} onChange={setEncoding} />
          <Button small onClick={() => file.load(encoding)}>
            {t('editor.tryEncoding')}
          </Button>
        </p>
      )}
    </div>
  );
}
