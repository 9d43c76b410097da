import { useTranslation } from 'react-i18next';
import table from '@/design/Table.module.css';
import styles from './Audit.module.css';

type Values = Readonly<Record<string, string>>;

/** Values by name, before beside after. */
export function Changes({ before: was, after: is }: { before: Values; after: Values }) {
  const { t } = useTranslation('audit');
  const names = [...new Set([...Object.keys(was), ...Object.keys(is)])].sort();
  const hasBefore = Object.keys(was).length > 0;
  if (names.length === 0) return null;
  return (
    <div className={table.wrap}>
      <table className={table.table}>
        <thead>
          <tr>
            <th scope="col">{t('value')}</th>
            {hasBefore && <th scope="col">{t('before')}</th>}
            <th scope="col">{hasBefore ? t('after') : ''}</th>
          </tr>
        </thead>
        <tbody>
          {names.map((name) => {
            const before = was[name];
            const after = is[name];
            return (
              <tr key={name}>
                <td className={table.name}>{name}</td>
                {hasBefore && (
                  <td data-label={t('before')} className={styles.value}>
                    {before === undefined ? <span className={table.dim}>–</span> : <del className={before === after ? styles.same : styles.was}>{before || '“”'}</del>}
                  </td>
                )}
                <td data-label={t('after')} className={styles.value}>
                  {after === undefined ? <span className={table.dim}>–</span> : <ins className={hasBefore ? styles.is : styles.same}>{after || '“”'}</ins>}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
