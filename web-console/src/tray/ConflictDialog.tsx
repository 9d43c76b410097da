import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/design/Button';
import { CheckField } from '@/design/Field';
import { Dialog } from '@/design/overlay/Dialog';
import { formatNumber } from '@/i18n/format';
import { shownName } from '@/files/paths';
import type { ConflictChoice, Upload } from '@/files/uploads/upload';

export interface ConflictDialogProps {
  upload: Upload;
  /** Further conflicts that wait. */
  others: number;
  onDecide: (choice: ConflictChoice, forAll: boolean) => void;
  onClose: () => void;
}

const CHOICES: readonly ConflictChoice[] = ['skip', 'keepBoth', 'replace'];

/** Asks what to do with a file whose name is taken. */
export function ConflictDialog({ upload, others, onDecide, onClose }: ConflictDialogProps) {
  const { t } = useTranslation('tray');
  const [forAll, setForAll] = useState(false);
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('conflict.title', { name: shownName(upload.name) })}
      description={t('conflict.text')}
      actions={CHOICES.map((choice) => (
        <Button
          key={choice}
          kind={choice === 'replace' ? 'primary' : 'plain'}
          onClick={() => onDecide(choice, forAll && others > 0)}
        >
          {t(`conflict.${choice}`)}
        </Button>
      ))}
    >
      {others > 0 && (
        <CheckField
          label={t('conflict.forAll', { count: others, number: formatNumber(others) })}
          checked={forAll}
          onChange={(event) => setForAll(event.target.checked)}
        />
      )}
    </Dialog>
  );
}
