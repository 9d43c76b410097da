import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Entry } from '@/api/types';
import { CheckField, Field } from '@/design/Field';
import { formatNumber } from '@/i18n/format';
import { shownName } from '../paths';
import styles from './Dialogs.module.css';
import { FormDialog } from './FormDialog';
import { hasBit, letters, octal, parseOctal, WHAT, WHO, withBit } from './modeBits';

export interface ModeDialogProps {
  entries: readonly Entry[];
  onMode: (mode: number, recursive: boolean) => Promise<unknown>;
  onClose: () => void;
}

/** Permission bits as a grid of boxes and as a number, each following the other. */
export function ModeDialog({ entries, onMode, onClose }: ModeDialogProps) {
  const { t } = useTranslation('files');
  const first = entries[0];
  const [mode, setMode] = useState((first?.mode ?? 0o644) & 0o777);
  const [text, setText] = useState(octal(mode));
  const [recursive, setRecursive] = useState(false);
  const isWrong = parseOctal(text) === undefined;
  const change = (next: number) => {
    setMode(next);
    setText(octal(next));
  };
  const type = (next: string) => {
    setText(next);
    const parsed = parseOctal(next);
    if (parsed !== undefined) setMode(parsed);
  };
  const words = { count: entries.length, number: formatNumber(entries.length), name: shownName(first?.name ?? '') };
  const isVarious = entries.some((entry) => (entry.mode & 0o777) !== ((first?.mode ?? 0) & 0o777));
  const owner = entries.length === 1 ? first?.owner : undefined;
  return (
    <FormDialog
      title={t('mode.title', words)}
      description={isVarious ? t('mode.various') : owner ? t('mode.ownedBy', { owner: shownName(owner) }) : undefined}
      action={t('mode.do')}
      valid={!isWrong}
      onSubmit={() => onMode(mode, recursive)}
      onClose={onClose}
    >
      <table className={styles.modes}>
        <thead>
          <tr>
            <th scope="col">{t('mode.who')}</th>
            {WHAT.map((what) => (
              <th key={what} scope="col">
                {t(`mode.${what}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {WHO.map((who) => (
            <tr key={who}>
              <th scope="row">{t(`mode.${who}`)}</th>
              {WHAT.map((what) => (
                <td key={what}>
                  <input
                    type="checkbox"
                    aria-label={t('mode.cell', { who: t(`mode.${who}`), what: t(`mode.${what}`) })}
                    checked={hasBit(mode, who, what)}
                    onChange={(event) => change(withBit(mode, who, what, event.target.checked))}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <Field
        label={t('mode.octal')}
        value={text}
        mono
        inputMode="numeric"
        maxLength={4}
        hint={<code>{letters(mode)}</code>}
        error={isWrong ? t('mode.octalError') : undefined}
        onChange={(event) => type(event.target.value)}
      />
      {entries.some(({ kind }) => kind === 'folder') && (
        <CheckField
          label={t('mode.recursive')}
          hint={t('mode.recursiveHint')}
          checked={recursive}
          onChange={(event) => setRecursive(event.target.checked)}
        />
      )}
    </FormDialog>
  );
}
