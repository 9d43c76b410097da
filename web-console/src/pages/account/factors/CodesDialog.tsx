import { useTranslation } from 'react-i18next';
import { Button } from '@/design/Button';
import { Dialog } from '@/design/overlay/Dialog';
import { useSession } from '@/session/session';
import styles from './Factors.module.css';

/** Shown once; leaving it is a decision. */
export function CodesDialog({ codes, onClose }: { codes: readonly string[]; onClose: () => void }) {
  const { t } = useTranslation('account');
  const { user } = useSession();
  const heading = t('factors.file', { name: user.name, host: location.host });
  const download = () => {
    const url = URL.createObjectURL(new Blob([`${heading}\n\n${codes.join('\n')}\n`], { type: 'text/plain' }));
    const link = document.createElement('a');
    link.href = url;
    link.download = 'ostler-recovery-codes.txt';
    link.click();
    URL.revokeObjectURL(url);
  };
  return (
    <Dialog
      open
      onClose={onClose}
      closable={false}
      title={t('factors.codesTitle')}
      description={t('factors.codesText')}
      actions={
        <>
          <Button onClick={download}>{t('factors.download')}</Button>
          <Button onClick={() => window.print()}>{t('factors.print')}</Button>
          <Button kind="primary" onClick={onClose}>
            {t('factors.kept')}
          </Button>
        </>
      }
    >
      <div className={styles.print}>
        <p className={styles.heading}>{heading}</p>
        <ol className={styles.codes}>
          {codes.map((code) => (
            <li key={code}>
              <code>{code}</code>
            </li>
          ))}
        </ol>
      </div>
    </Dialog>
  );
}
