import { X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { CommandPathKind } from '@/api/types';
import { Button } from '@/design/Button';
import { Field, FieldGroup, SelectField, TextField } from '@/design/Field';
import { AmountField } from './AmountField';
import { newButton, type ButtonDraft } from './runDraft';
import styles from './RunForm.module.css';
import type { RunFieldsProps } from './runFields';

const PATHS: readonly CommandPathKind[] = ['INPUT', 'RCON', 'TELNET', 'WEB_RCON'];

/** How commands reach the program, which ones, and how much of its output is kept. */
export function ConsoleFields(props: RunFieldsProps) {
  const { draft, onChange, errorOf } = props;
  const { t } = useTranslation('settings');
  return (
    <div className={styles.fields}>
      <PathFields {...props} />
      <TextField
        label={t('console.allowed')}
        hint={t('console.allowedHint')}
        error={errorOf('console.allowed')}
        mono
        rows={3}
        spellCheck={false}
        value={draft.allowed}
        onChange={(event) => onChange({ allowed: event.target.value })}
      />
      <ButtonRows {...props} />
      <div className={styles.pair}>
        <AmountField
          label={t('console.logSize')}
          hint={t('console.logSizeHint')}
          error={errorOf('care.logSize')}
          value={draft.logSize}
          onChange={(logSize) => onChange({ logSize })}
        />
        <Field
          label={t('console.logDays')}
          hint={t('console.logDaysHint')}
          error={errorOf('care.logDays')}
          inputMode="numeric"
          autoComplete="off"
          value={draft.logDays}
          onChange={(event) => onChange({ logDays: event.target.value })}
        />
      </div>
    </div>
  );
}

function PathFields({ draft, onChange, errorOf }: RunFieldsProps) {
  const { t } = useTranslation('settings');
  const ports = draft.ports.map((each) => each.name).filter((name) => name !== '');
  const secrets = draft.variables.filter((each) => each.type === 'SECRET').map((each) => each.name);
  const choose = (path: CommandPathKind) =>
    onChange({ path, ...(!ports.includes(draft.pathPort) && ports[0] !== undefined && { pathPort: ports[0] }) });
  return (
    <div className={styles.pair}>
      <SelectField
        label={t('console.path')}
        hint={t('console.pathHint')}
        value={draft.path}
        onChange={(event) => choose(event.target.value as CommandPathKind)}
      >
        {PATHS.map((kind) => (
          <option key={kind} value={kind}>
            {t(`console.paths.${kind}`)}
          </option>
        ))}
      </SelectField>
      {draft.path !== 'INPUT' && (
        <>
          <SelectField
            label={t('console.port')}
            error={errorOf('console.path.port')}
            value={draft.pathPort}
            onChange={(event) => onChange({ pathPort: event.target.value })}
          >
            {!ports.includes(draft.pathPort) && <option value={draft.pathPort}>{t('console.portNone')}</option>}
            {ports.map((name) => (
              <option key={name}>{name}</option>
            ))}
          </SelectField>
          <SelectField
            label={t('console.password')}
            hint={t('console.passwordHint')}
            error={errorOf('console.path.password')}
            value={draft.pathPassword}
            onChange={(event) => onChange({ pathPassword: event.target.value })}
          >
            <option value="">{t('console.passwordNone')}</option>
            {secrets.map((name) => (
              <option key={name}>{name}</option>
            ))}
          </SelectField>
        </>
      )}
    </div>
  );
}

function ButtonRows({ draft, onChange, errorOf }: RunFieldsProps) {
  const { t } = useTranslation('settings');
  const change = (key: number, part: Partial<ButtonDraft>) =>
    onChange({ buttons: draft.buttons.map((each) => (each.key === key ? { ...each, ...part } : each)) });
  const error = errorOf('console.buttons');
  return (
    <FieldGroup legend={t('console.buttons')}>
      <ul className={styles.rows}>
        {draft.buttons.map((button) => (
          <li key={button.key} className={styles.step}>
            <Field
              label={t('console.buttonLabel')}
              quiet
              placeholder={t('console.buttonLabelPlaceholder')}
              maxLength={40}
              value={button.label}
              onChange={(event) => change(button.key, { label: event.target.value })}
            />
            <Field
              label={t('console.buttonCommand')}
              quiet
              mono
              spellCheck={false}
              placeholder={t('console.buttonCommandPlaceholder')}
              value={button.command}
              onChange={(event) => change(button.key, { command: event.target.value })}
            />
            <Button
              kind="ghost"
              icon
              aria-label={t('console.removeButton', { name: button.label })}
              onClick={() => onChange({ buttons: draft.buttons.filter((each) => each.key !== button.key) })}
            >
              <X size={16} aria-hidden="true" />
            </Button>
          </li>
        ))}
      </ul>
      {error !== undefined && (
        <p className={styles.fault} role="alert">
          {error}
        </p>
      )}
      <div>
        <Button small disabled={draft.buttons.length >= 50} onClick={() => onChange({ buttons: [...draft.buttons, newButton()] })}>
          {t('console.addButton')}
        </Button>
      </div>
    </FieldGroup>
  );
}
