import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from './Button';
import styles from './CopyBlock.module.css';

/** Text to take elsewhere: selectable as a whole, with a button where the browser allows it. */
export function CopyBlock({ label, text }: { label: string; text: string }) {
  const { t } = useTranslation('common');
  const code = useRef<HTMLElement>(null);
  const [copied, setCopied] = useState(false);
  const copy = () => {
    // Without https there is no clipboard: the text is selected, so that one key press copies it.
    if (window.isSecureContext) {
      void navigator.clipboard.writeText(text).then(() => setCopied(true));
    } else if (code.current) {
      getSelection()?.selectAllChildren(code.current);
    }
  };
  return (
    <div>
      <div className={styles.label}>{label}</div>
      <div className={styles.block}>
        <code ref={code}>{text}</code>
        <Button small onClick={copy}>
          {copied ? t('copied') : window.isSecureContext ? t('copy') : t('select')}
        </Button>
      </div>
    </div>
  );
}
