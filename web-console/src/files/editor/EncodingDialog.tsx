import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/design/Button';
import { Dialog } from '@/design/overlay/Dialog';
import { EncodingSelect } from './EncodingSelect';

export interface EncodingDialogProps {
  name: string;
  encoding: string;
  mayWrite: boolean;
  onReopen: (encoding: string) => void;
  onSaveWith: (encoding: string) => void;
  onClose: () => void;
}

/** Another encoding: for what was read wrong, or for how it is written from now on. */
export function EncodingDialog({ name, encoding, mayWrite, onReopen, onSaveWith, onClose }: EncodingDialogProps) {
  const { t } = useTranslation(['files', 'common']);
  const [chosen, setChosen] = useState(encoding);
  const then = (action: (encoding: string) => void) => () => {
    onClose();
    action(chosen);
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('editor.encodingTitle', { name })}
      description={t('editor.encodingText')}
      actions={
        <>
          <Button onClick={onClose}>{t('common:cancel')}</Button>
          {mayWrite && (
            <Button disabled={chosen === encoding} onClick={then(onSaveWith)}>
              {t('editor.saveAs')}
            </Button>
          )}
          <Button kind="primary" onClick={then(onReopen)}>
            {t('editor.reopen')}
          </Button>
        </>
      }
    >
      <EncodingSelect value={chosen} onChange={setChosen} />
    </Dialog>
  );
}
