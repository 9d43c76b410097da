import { useTranslation } from 'react-i18next';
import { Button } from '@/design/Button';
import type { RunDraft } from './runDraft';
import styles from './RunForm.module.css';

const BUILT_IN = ['id', 'instance_name', 'files', 'java', 'random'] as const;

/** What may stand in braces, to be clicked into the command. */
export function Placeholders({ draft, onPick }: { draft: RunDraft; onPick: (text: string) => void }) {
  const { t } = useTranslation('settings');
  const shown = [
    ...draft.ports.filter((each) => each.name !== '').map(({ name }) => [`port.${name}`, t('placeholders.port', { name })] as const),
    ...draft.variables.filter((each) => each.name !== '').map(({ name, label }) => [name, label === '' ? t('placeholders.variable', { name }) : label] as const),
    ...BUILT_IN.map((name) => [name, t(`placeholders.${name}`)] as const),
    ...(draft.memory.text === '' ? [] : [['memory_mb', t('placeholders.memory_mb')] as const]),
  ];
  return (
    <div className={styles.placeholders} role="group" aria-label={t('placeholders.label')}>
      <span aria-hidden="true">{t('placeholders.label')}</span>
      {shown.map(([name, meaning]) => (
        <Button key={name} small title={meaning} aria-label={`{${name}}: ${meaning}`} onClick={() => onPick(`{${name}}`)}>
          {`{${name}}`}
        </Button>
      ))}
    </div>
  );
}
