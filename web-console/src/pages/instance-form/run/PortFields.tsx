import { X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { PortProtocol } from '@/api/types';
import { Button } from '@/design/Button';
import { Field, SelectField } from '@/design/Field';
import { newPort, type PortDraft } from './runDraft';
import styles from './RunForm.module.css';
import type { RunFieldsProps } from './runFields';

const PROTOCOLS: readonly PortProtocol[] = ['TCP', 'UDP', 'BOTH'];

export function PortFields({ draft, onChange, errorOf }: RunFieldsProps) {
  const { t } = useTranslation('settings');
  const change = (key: number, part: Partial<PortDraft>) =>
    onChange({ ports: draft.ports.map((each) => (each.key === key ? { ...each, ...part } : each)) });
  return (
    <div className={styles.fields}>
      <p>{t('ports.text', { form: '{port.name}' })}</p>
      <ul className={styles.rows}>
        {draft.ports.map((port) => (
          <li key={port.key} className={styles.row} aria-label={t('ports.row', { name: port.name })}>
            <Field
              label={t('ports.name')}
              mono
              spellCheck={false}
              autoComplete="off"
              placeholder={t('ports.namePlaceholder')}
              value={port.name}
              onChange={(event) => change(port.key, { name: event.target.value })}
            />
            <SelectField
              label={t('ports.protocol')}
              value={port.protocol}
              onChange={(event) => change(port.key, { protocol: event.target.value as PortProtocol })}
            >
              {PROTOCOLS.map((protocol) => (
                <option key={protocol} value={protocol}>
                  {t(`ports.protocols.${protocol}`)}
                </option>
              ))}
            </SelectField>
            <Field
              label={t('ports.number')}
              hint={port.number.trim() === '' ? t('ports.numberHint') : undefined}
              error={errorOf(`ports.${port.key}`)}
              inputMode="numeric"
              autoComplete="off"
              placeholder={t('ports.numberPlaceholder')}
              value={port.number}
              onChange={(event) => change(port.key, { number: event.target.value })}
            />
            <Button
              kind="ghost"
              icon
              aria-label={t('ports.remove', { name: port.name })}
              onClick={() => onChange({ ports: draft.ports.filter((each) => each.key !== port.key) })}
            >
              <X size={16} aria-hidden="true" />
            </Button>
          </li>
        ))}
      </ul>
      <div>
        <Button small disabled={draft.ports.length >= 50} onClick={() => onChange({ ports: [...draft.ports, newPort()] })}>
          {t('ports.add')}
        </Button>
      </div>
    </div>
  );
}
