import { X } from 'lucide-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/design/Button';
import { shownName } from '@/files/paths';
import type { Upload } from '@/files/uploads/upload';
import { uploads } from '@/files/uploads/uploads';
import { formatBytes, formatNumber } from '@/i18n/format';
import styles from './Tray.module.css';

const MOST_ROWS = 20;

/** Uploads that a reload of the page cut off: a browser gives files only once, so they have to be chosen again. */
export function Unpicked({ uploads: left }: { uploads: readonly Upload[] }) {
  const { t } = useTranslation('tray');
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const [misfit, setMisfit] = useState(false);
  const take = (input: HTMLInputElement) => {
    const fitted = [...(input.files ?? [])].filter((file) => uploads.repick(file)).length;
    setMisfit(fitted === 0);
    input.value = '';
  };
  const more = left.length - MOST_ROWS;
  return (
    <div className={styles.unpicked}>
      <p>{t('upload.again', { count: left.length, number: formatNumber(left.length) })}</p>
      <div className={styles.choices}>
        <Button small kind="primary" onClick={() => files.current?.click()}>
          {t('upload.choose')}
        </Button>
        <Button small onClick={() => folder.current?.click()}>
          {t('upload.chooseFolder')}
        </Button>
      </div>
      {misfit && (
        <p role="alert" className={styles.failed}>
          {t('upload.noneFits')}
        </p>
      )}
      <input
        ref={files}
        type="file"
        multiple
        hidden
        aria-label={t('upload.choose')}
        data-again=""
        onChange={(event) => take(event.target)}
      />
      <input
        ref={folder}
        type="file"
        multiple
        hidden
        aria-label={t('upload.chooseFolder')}
        {...{ webkitdirectory: '' }}
        onChange={(event) => take(event.target)}
      />
      <ul className={styles.list}>
        {left.slice(0, MOST_ROWS).map(({ id, name, sent, size }) => (
          <li key={id} className={styles.row} data-state="unpicked">
            <span className={styles.name}>{shownName(name)}</span>
            <span className={styles.buttons}>
              <Button
                kind="ghost"
                icon
                small
                aria-label={t('upload.cancel', { name: shownName(name) })}
                onClick={() => uploads.cancel(id)}
              >
                <X size={14} aria-hidden="true" />
              </Button>
            </span>
            <span className={styles.state}>
              {t('upload.keptSome', { sent: formatBytes(sent), size: formatBytes(size) })}
            </span>
          </li>
        ))}
        {more > 0 && <li className={styles.rest}>{t('upload.more', { count: more, number: formatNumber(more) })}</li>}
      </ul>
    </div>
  );
}
