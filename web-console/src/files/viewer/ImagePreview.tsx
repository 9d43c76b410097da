import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemError } from '@/api/problem';
import type { Instance } from '@/api/types';
import { ErrorNote, Note, Skeleton } from '@/design/Notices';
import { formatBytes, formatNumber } from '@/i18n/format';
import { downloadLink } from '../downloads';
import editorStyles from '../editor/Editor.module.css';
import { nameOf, shownName } from '../paths';
import { FileWindows } from './fileWindow';
import styles from './Viewer.module.css';

/** More than this isn't held in a page only to be looked at. */
const LARGEST = 32 * 1024 * 1024;

const TYPES: Record<string, string> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  avif: 'image/avif',
  bmp: 'image/bmp',
  ico: 'image/x-icon',
  svg: 'image/svg+xml',
};

type Picture =
  | { kind: 'loading' }
  | { kind: 'shown'; url: string; size: number }
  | { kind: 'tooLarge'; size: number }
  | { kind: 'failed'; error: unknown };

/**
 * A picture. Only ever as the source of an image, where scripts and links of an SVG are dead; its type is told by us, not by
 * the file.
 */
export function ImagePreview({ instance, path }: { instance: Instance; path: string }) {
  const { t } = useTranslation('files');
  const [attempt, setAttempt] = useState(0);
  const picture = usePicture(instance, path, attempt);
  const [natural, setNatural] = useState<{ width: number; height: number }>();
  const [isBroken, setBroken] = useState(false);
  const name = shownName(nameOf(path));
  switch (picture.kind) {
    case 'loading':
      return <Skeleton rows={8} />;
    case 'failed':
      return (
        <div className={editorStyles.problem}>
          <ErrorNote error={picture.error} onRetry={() => setAttempt(attempt + 1)} />
        </div>
      );
    case 'tooLarge':
      return (
        <div className={editorStyles.problem}>
          <Note>{t('viewer.imageTooLarge', { size: formatBytes(picture.size) })}</Note>
        </div>
      );
    case 'shown':
      return (
        <>
          <div className={styles.picture}>
            {isBroken ? (
              <Note>{t('viewer.imageBroken')}</Note>
            ) : (
              <img
                src={picture.url}
                alt={t('viewer.image', { name })}
                onLoad={({ currentTarget: { naturalWidth, naturalHeight } }) =>
                  setNatural({ width: naturalWidth, height: naturalHeight })
                }
                onError={() => setBroken(true)}
              />
            )}
          </div>
          <div className={editorStyles.status}>
            {natural && (
              <span>
                {t('viewer.dimensions', { width: formatNumber(natural.width), height: formatNumber(natural.height) })}
              </span>
            )}
            <span>{formatBytes(picture.size)}</span>
          </div>
        </>
      );
  }
}

function usePicture(instance: Instance, path: string, attempt: number): Picture {
  const [picture, setPicture] = useState<Picture>({ kind: 'loading' });
  const { id, node } = instance;
  useEffect(() => {
    const abort = new AbortController();
    let url: string | undefined;
    const load = async () => {
      const windows = new FileWindows(() => downloadLink({ id, node }, path));
      const { bytes, size } = await windows.read(0, LARGEST, abort.signal);
      if (size > LARGEST) return { kind: 'tooLarge', size } as const;
      if (bytes.length < size) throw new ProblemError({ code: 'TRANSFER_LOST' });
      const type = TYPES[/\.(\w+)$/.exec(path)?.[1]?.toLowerCase() ?? ''] ?? 'application/octet-stream';
      url = URL.createObjectURL(new Blob([bytes as Uint8Array<ArrayBuffer>], { type }));
      return { kind: 'shown', url, size } as const;
    };
    load().then(
      (next) => {
        if (abort.signal.aborted) {
          if (url !== undefined) URL.revokeObjectURL(url);
        } else setPicture(next);
      },
      (error: unknown) => {
        if (!abort.signal.aborted) setPicture({ kind: 'failed', error });
      },
    );
    return () => {
      abort.abort();
      if (url !== undefined) URL.revokeObjectURL(url);
    };
  }, [id, node, path, attempt]);
  return picture;
}
