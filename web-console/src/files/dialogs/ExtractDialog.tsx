import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Conflict } from '@/api/fileTypes';
import { Field, SelectField } from '@/design/Field';
import { join, shownName, withoutArchiveEnding } from '../paths';
import { FormDialog } from './FormDialog';
import { TakenField } from './TakenDialog';

/** Encodings that old zip programs wrote names in; names as Java knows them. */
const NAME_ENCODINGS = ['UTF-8', 'IBM437', 'GBK', 'GB18030', 'Big5', 'Shift_JIS', 'EUC-KR', 'windows-1252', 'windows-1251', 'ISO-8859-1'];

export interface ExtractDialogProps {
  folder: string;
  name: string;
  onExtract: (to: string, encoding: string, conflict: Conflict) => Promise<unknown>;
  onClose: () => void;
}

export function ExtractDialog({ folder, name, onExtract, onClose }: ExtractDialogProps) {
  const { t } = useTranslation('files');
  const [to, setTo] = useState(join(folder, withoutArchiveEnding(name)));
  const [encoding, setEncoding] = useState('UTF-8');
  const [conflict, setConflict] = useState<Conflict>('fail');
  return (
    <FormDialog
      title={t('extract.title', { name: shownName(name) })}
      action={t('extract.do')}
      onSubmit={() => onExtract(to.trim().replace(/^\/+|\/+$/g, ''), encoding, conflict)}
      onClose={onClose}
    >
      <Field
        label={t('extract.to')}
        hint={t('extract.toHint')}
        value={to}
        mono
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => setTo(event.target.value)}
      />
      <SelectField
        label={t('extract.encoding')}
        hint={t('extract.encodingHint')}
        value={encoding}
        onChange={(event) => setEncoding(event.target.value)}
      >
        {NAME_ENCODINGS.map((each) => (
          <option key={each} value={each}>
            {each}
          </option>
        ))}
      </SelectField>
      <TakenField value={conflict} onChange={setConflict} />
    </FormDialog>
  );
}
