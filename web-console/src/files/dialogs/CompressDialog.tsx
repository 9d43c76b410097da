import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ArchiveFormat, Conflict } from '@/api/fileTypes';
import type { Entry } from '@/api/types';
import { Field, SelectField } from '@/design/Field';
import { formatNumber } from '@/i18n/format';
import { nameOf, nameProblem, shownName } from '../paths';
import { FormDialog } from './FormDialog';
import { TakenField } from './TakenDialog';

const FORMATS: readonly { format: ArchiveFormat; text: 'zip' | 'tar' | 'targz' | 'tarzst' }[] = [
  { format: 'zip', text: 'zip' },
  { format: 'tar.zst', text: 'tarzst' },
  { format: 'tar.gz', text: 'targz' },
  { format: 'tar', text: 'tar' },
];

const ENDING = /\.(zip|tar|tar\.gz|tgz|tar\.zst)$/i;

export interface CompressDialogProps {
  folder: string;
  entries: readonly Entry[];
  onCompress: (name: string, format: ArchiveFormat, conflict: Conflict) => Promise<unknown>;
  onClose: () => void;
}

export function CompressDialog({ folder, entries, onCompress, onClose }: CompressDialogProps) {
  const { t } = useTranslation('files');
  const only = entries.length === 1 ? entries[0] : undefined;
  const stem = only?.name ?? (folder === '' ? 'files' : nameOf(folder));
  const [format, setFormat] = useState<ArchiveFormat>('zip');
  const [name, setName] = useState(`${stem}.zip`);
  const [conflict, setConflict] = useState<Conflict>('fail');
  const problem = nameProblem(name);
  const choose = (next: ArchiveFormat) => {
    setFormat(next);
    setName((before) => `${before.replace(ENDING, '')}.${next}`);
  };
  const words = { count: entries.length, number: formatNumber(entries.length), name: shownName(stem) };
  return (
    <FormDialog
      title={t('compress.title', words)}
      action={t('compress.do')}
      valid={problem === undefined}
      onSubmit={() => onCompress(name, format, conflict)}
      onClose={onClose}
    >
      <Field
        label={t('compress.name')}
        value={name}
        mono
        autoComplete="off"
        spellCheck={false}
        error={problem && t(`name.${problem}`)}
        onChange={(event) => setName(event.target.value)}
      />
      <SelectField
        label={t('compress.format')}
        value={format}
        onChange={(event) => choose(event.target.value as ArchiveFormat)}
      >
        {FORMATS.map((each) => (
          <option key={each.format} value={each.format}>
            {t(`compress.formats.${each.text}`)}
          </option>
        ))}
      </SelectField>
      <TakenField value={conflict} onChange={setConflict} />
    </FormDialog>
  );
}
