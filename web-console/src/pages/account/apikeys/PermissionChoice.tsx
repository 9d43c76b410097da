import { useTranslation } from 'react-i18next';
import { CheckField } from '@/design/Field';
import { useSession } from '@/session/session';
import styles from './ApiKeys.module.css';

/** What this person may by their role, and what somebody may hold for an instance. */
export function PermissionChoice({ chosen, onChange }: { chosen: readonly string[]; onChange: (next: readonly string[]) => void }) {
  const { t } = useTranslation(['security', 'access']);
  const { permissions } = useSession();
  const house = t('permission', { returnObjects: true }) as Record<string, string>;
  const instance = t('access:permission', { returnObjects: true }) as Record<string, string>;
  const names = [...new Set([...Object.keys(instance), ...permissions])];
  return (
    <div className={styles.boxes}>
      {names.map((name) => (
        <CheckField
          key={name}
          label={instance[name] ?? house[name] ?? name}
          checked={chosen.includes(name)}
          onChange={(event) => onChange(event.target.checked ? [...chosen, name] : chosen.filter((each) => each !== name))}
        />
      ))}
    </div>
  );
}
