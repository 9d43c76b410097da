import { useTranslation } from 'react-i18next';
import type { PermissionGroup, PermissionInfo, RoleDraft, RoleInfo } from '@/api/roleCalls';
import { awayNames, levelOf, withLevel, type Level } from './roleDraft';
import styles from './Roles.module.css';

export interface PermissionTableProps {
  /** What the search left. */
  groups: readonly PermissionGroup[];
  all: readonly PermissionGroup[];
  draft: RoleDraft;
  compared: { name: string; role: RoleInfo } | undefined;
  fixed: boolean;
  onChange: (draft: RoleDraft) => void;
}

/** Each permission with where it holds: nowhere, for one's own instances, everywhere. */
export function PermissionTable({ groups, all, draft, compared, fixed, onChange }: PermissionTableProps) {
  const { t } = useTranslation('roles');
  const away = awayNames(all, draft);
  return (
    <>
      {groups.map((group) => (
        <section key={group.id} className={styles.group} aria-label={group.title}>
          <h2>{group.title}</h2>
          {group.permissions.map((permission) => (
            <Row
              key={permission.name}
              permission={permission}
              level={levelOf(draft, permission.name)}
              compared={compared && { name: compared.name, level: levelOf(compared.role, permission.name) }}
              fixed={fixed}
              onChange={(level) => onChange(withLevel(draft, permission, level))}
            />
          ))}
        </section>
      ))}
      {away.length > 0 && (
        <section className={styles.group} aria-label={t('away.title')}>
          <h2>{t('away.title')}</h2>
          <p className={styles.away}>{t('away.text')}</p>
          <ul className={styles.awayNames}>
            {away.map((name) => (
              <li key={name}>
                <code>{name}</code>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

interface RowProps {
  permission: PermissionInfo;
  level: Level;
  compared: { name: string; level: Level } | undefined;
  fixed: boolean;
  onChange: (level: Level) => void;
}

function Row({ permission, level, compared, fixed, onChange }: RowProps) {
  const { t } = useTranslation('roles');
  const levels: readonly Level[] = permission.about === 'instance' ? ['none', 'own', 'everywhere'] : ['none', 'everywhere'];
  const differs = compared !== undefined && compared.level !== level;
  return (
    <div className={differs ? `${styles.row} ${styles.differs}` : styles.row}>
      <div className={styles.what}>
        <b>{permission.title}</b>
        <small>{permission.description}</small>
        <code>{permission.name}</code>
        {differs && (
          <span className={styles.other}>
            {t('compare.other', { name: compared.name, level: t(`level.${compared.level}`) })}
          </span>
        )}
      </div>
      {fixed ? (
        <span className={level === 'none' ? styles.not : styles.has}>{t(`level.${level}`)}</span>
      ) : (
        <div className={styles.levels} role="group" aria-label={permission.title}>
          {levels.map((each) => (
            <button key={each} type="button" aria-pressed={each === level} data-level={each} onClick={() => onChange(each)}>
              {t(`level.${each}`)}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}
