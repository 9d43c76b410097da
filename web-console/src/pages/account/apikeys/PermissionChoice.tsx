import { useTranslation } from 'react-i18next';
import { CheckField } from '@/design/Field';
import { usePermissionGroups } from '@/pages/roles/useRoles';
import { useSession } from '@/session/session';
import styles from './ApiKeys.module.css';

/** What this person may by their role, and what somebody may hold for an instance. */
export function PermissionChoice({ chosen, onChange }: { chosen: readonly string[]; onChange: (next: readonly string[]) => void }) {
  const { t } = useTranslation(['security', 'access']);
  const { permissions, somewhere } = useSession();
  const known = usePermissionGroups().data?.flatMap((group) => group.permissions) ?? [];
  const house = t('permission', { returnObjects: true }) as Record<string, string>;
  const instance = t('access:permission', { returnObjects: true }) as Record<string, string>;
  const ofInstances = known.filter(({ about }) => about === 'instance').map(({ name }) => name);
  const names = [...new Set([...Object.keys(instance), ...ofInstances, ...permissions, ...somewhere])];
  const text = (name: string) => instance[name] ?? house[name] ?? known.find((each) => each.name === name)?.title ?? name;
  return (
    <div className={styles.boxes}>
      {names.map((name) => (
        <CheckField
          key={name}
          label={text(name)}
          checked={chosen.includes(name)}
          onChange={(event) => onChange(event.target.checked ? [...chosen, name] : chosen.filter((each) => each !== name))}
        />
      ))}
    </div>
  );
}
