import { useTranslation } from 'react-i18next';
import { TextField } from '@/design/Field';
import { parseCommand } from './commandLine';
import styles from './InstanceForm.module.css';

export interface CommandFieldProps {
  value: string;
  error: string | undefined;
  onChange: (value: string) => void;
}

/** The command as typed, and below it the arguments that the program will get. */
export function CommandField({ value, error, onChange }: CommandFieldProps) {
  const { t } = useTranslation('instances');
  const { arguments: parts, shellSigns } = parseCommand(value);
  return (
    <div>
      <TextField
        label={t('form.command')}
        hint={t('form.commandHint')}
        mono
        rows={2}
        required
        spellCheck={false}
        autoCapitalize="none"
        value={value}
        error={error}
        onChange={(event) => onChange(event.target.value)}
      />
      {parts.length > 0 && (
        <ol className={styles.arguments} aria-label={t('form.arguments')}>
          {parts.map((part, index) => (
            <li key={index} className={index === 0 ? styles.program : undefined}>
              {part === '' ? <i>{t('form.emptyArgument')}</i> : part}
            </li>
          ))}
        </ol>
      )}
      {shellSigns.length > 0 && (
        <p className={styles.warning}>{t('form.shellSigns', { signs: shellSigns.join(' ') })}</p>
      )}
    </div>
  );
}
