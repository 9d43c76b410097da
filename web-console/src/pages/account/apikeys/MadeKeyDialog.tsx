import { useTranslation } from 'react-i18next';
import type { MadeApiKey } from '@/api/keyCalls';
import { Button } from '@/design/Button';
import { CopyBlock } from '@/design/CopyBlock';
import { Dialog } from '@/design/overlay/Dialog';

/** The one time that a key's secret is seen: nothing but the button closes it. */
export function MadeKeyDialog({ made, onClose }: { made: MadeApiKey; onClose: () => void }) {
  const { t } = useTranslation('security');
  return (
    <Dialog
      open
      wide
      closable={false}
      onClose={onClose}
      title={t('made.title', { name: made.name })}
      description={t('made.text')}
      actions={
        <Button kind="primary" onClick={onClose}>
          {t('made.done')}
        </Button>
      }
    >
      <div className="stack">
        <CopyBlock label={t('made.key')} text={made.secret} />
        <CopyBlock
          label={t('made.try')}
          text={`curl -H "Authorization: Bearer ${made.secret}" ${location.origin}/api/v1/instances`}
        />
      </div>
    </Dialog>
  );
}
