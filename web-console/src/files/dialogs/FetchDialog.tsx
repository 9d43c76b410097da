import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Conflict } from '@/api/fileTypes';
import { Field } from '@/design/Field';
import { nameProblem } from '../paths';
import { FormDialog } from './FormDialog';
import { TakenField } from './TakenDialog';

export interface FetchWish {
  url: string;
  name?: string;
  sha256?: string;
  conflict: Conflict;
}

/** A file from the internet, fetched by the node itself. */
export function FetchDialog({ onFetch, onClose }: { onFetch: (wish: FetchWish) => Promise<unknown>; onClose: () => void }) {
  const { t } = useTranslation('files');
  const [url, setUrl] = useState('');
  const [name, setName] = useState('');
  const [sha256, setSha256] = useState('');
  const [conflict, setConflict] = useState<Conflict>('fail');
  const sum = sha256.trim().toLowerCase();
  const isUrlWrong = !/^https?:\/\/[^\s/]+/i.test(url.trim());
  const isSumWrong = sum !== '' && !/^[0-9a-f]{64}$/.test(sum);
  const problem = name.trim() === '' ? undefined : nameProblem(name.trim());
  const submit = () =>
    onFetch({
      url: url.trim(),
      conflict,
      ...(name.trim() !== '' && { name: name.trim() }),
      ...(sum !== '' && { sha256: sum }),
    });
  return (
    <FormDialog
      title={t('fetch.title')}
      action={t('fetch.do')}
      valid={!isUrlWrong && !isSumWrong && problem === undefined}
      onSubmit={submit}
      onClose={onClose}
    >
      <Field
        label={t('fetch.url')}
        hint={t('fetch.urlHint')}
        error={url !== '' && isUrlWrong ? t('fetch.urlError') : undefined}
        type="url"
        mono
        autoComplete="off"
        spellCheck={false}
        value={url}
        onChange={(event) => setUrl(event.target.value)}
      />
      <Field
        label={t('fetch.name')}
        hint={t('fetch.nameHint')}
        error={problem && t(`name.${problem}`)}
        mono
        autoComplete="off"
        spellCheck={false}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <Field
        label={t('fetch.sha256')}
        hint={t('fetch.sha256Hint')}
        error={isSumWrong ? t('fetch.sha256Error') : undefined}
        mono
        autoComplete="off"
        spellCheck={false}
        value={sha256}
        onChange={(event) => setSha256(event.target.value)}
      />
      <TakenField value={conflict} onChange={setConflict} />
    </FormDialog>
  );
}
