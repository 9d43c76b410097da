import { useTranslation } from 'react-i18next';
import type { Conflict } from '@/api/fileTypes';
import { Button } from '@/design/Button';
import { SelectField } from '@/design/Field';
import { Dialog } from '@/design/overlay/Dialog';

const CHOICES: readonly Exclude<Conflict, 'fail'>[] = ['skip', 'rename', 'overwrite'];

/** A name was taken: how to go on. */
export function TakenDialog({
  name,
  onChoose,
  onClose,
}: {
  name: string;
  onChoose: (conflict: Conflict) => void;
  onClose: () => void;
}) {
  const { t } = useTranslation(['files', 'common']);
  return (
    <Dialog
      open
      onClose={onClose}
      title={name === '' ? t('taken.title') : t('taken.titleName', { name })}
      description={t('taken.text')}
      actions={
        <>
          <Button onClick={onClose}>{t('common:cancel')}</Button>
          {CHOICES.map((choice) => (
            <Button key={choice} kind={choice === 'overwrite' ? 'danger' : 'plain'} onClick={() => onChoose(choice)}>
              {t(`taken.do.${choice}`)}
            </Button>
          ))}
        </>
      }
    />
  );
}

export function TakenField({ value, onChange }: { value: Conflict; onChange: (conflict: Conflict) => void }) {
  const { t } = useTranslation('files');
  return (
    <SelectField label={t('taken.label')} value={value} onChange={(event) => onChange(event.target.value as Conflict)}>
      {(['fail', ...CHOICES] as const).map((each) => (
        <option key={each} value={each}>
          {t(`taken.${each}`)}
        </option>
      ))}
    </SelectField>
  );
}
