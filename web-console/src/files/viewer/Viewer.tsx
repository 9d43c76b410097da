import { X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Instance } from '@/api/types';
import { Button } from '@/design/Button';
import { toast } from '@/design/toasts';
import { downloadFile } from '../downloads';
import styles from '../editor/Editor.module.css';
import { Breadcrumbs } from '../folder/Breadcrumbs';
import { isImage, nameOf, parentOf, shownName } from '../paths';
import { useFileProblemText } from '../problemText';
import { ImagePreview } from './ImagePreview';
import { WindowedText } from './WindowedText';

export interface ViewerProps {
  instance: Instance;
  path: string;
  onGo: (path: string) => void;
  onEdit: () => void;
}

/** A file that is looked at, not edited: a picture, or any file in parts however large it is. */
export default function Viewer({ instance, path, onGo, onEdit }: ViewerProps) {
  const { t } = useTranslation('files');
  const problemText = useFileProblemText();
  const name = shownName(nameOf(path));
  const download = () =>
    void downloadFile(instance, path).catch((error: unknown) =>
      toast(t('download.failed', { name, reason: problemText(error) }), { kind: 'failed' }),
    );
  const isPicture = isImage(nameOf(path));
  const isText = !isPicture || /\.svg$/i.test(path);
  return (
    <div className={styles.pane}>
      <div className={styles.bar}>
        <Breadcrumbs path={path} onGo={(to) => onGo(to === path ? parentOf(path) : to)} />
        {isText && (
          <Button small onClick={onEdit}>
            {t('viewer.edit')}
          </Button>
        )}
        <Button small onClick={download}>
          {t('viewer.download')}
        </Button>
        <Button kind="ghost" icon small aria-label={t('viewer.close')} onClick={() => onGo(parentOf(path))}>
          <X size={16} aria-hidden="true" />
        </Button>
      </div>
      {isPicture ? <ImagePreview instance={instance} path={path} /> : <WindowedText instance={instance} path={path} />}
    </div>
  );
}
