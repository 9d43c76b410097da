import { useTranslation } from 'react-i18next';
import type { Storage } from '@/api/storageCalls';
import { Facts, Section } from '@/design/Page';
import table from '@/design/Table.module.css';
import { formatBytes, formatNumber } from '@/i18n/format';
import styles from './Storage.module.css';

/** Which database it is, where, and what is in it. */
export function NowSection({ storage }: { storage: Storage }) {
  const { t } = useTranslation('storage');
  const rows = storage.tables.reduce((sum, each) => sum + each.rows, 0);
  return (
    <Section title={t('now.section')}>
      <Facts
        facts={[
          [t('now.kind'), t(storage.kind === 'postgres' ? 'kind.postgres' : 'kind.derby')],
          [t('now.size'), formatBytes(storage.bytes)],
          [t('now.rows'), formatNumber(rows)],
          [t('now.place'), storage.place],
          [t('now.file'), <code key="file">{storage.file}</code>],
        ]}
      />
      <details className={styles.details}>
        <summary>{t('now.tables', { count: storage.tables.length })}</summary>
        <div className={table.wrap}>
          <table className={table.table}>
            <thead>
              <tr>
                <th scope="col">{t('now.table')}</th>
                <th scope="col" className={table.number}>
                  {t('now.rows')}
                </th>
              </tr>
            </thead>
            <tbody>
              {storage.tables.map((each) => (
                <tr key={each.name}>
                  <td className="mono">{each.name}</td>
                  <td className={table.number} data-label={t('now.rows')}>
                    {formatNumber(each.rows)}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </Section>
  );
}
