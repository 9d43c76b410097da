import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useDeferredValue } from 'react';
import { useTranslation } from 'react-i18next';
import { instanceActivity, type ActivitySearch } from '@/api/activityCalls';
import { Button } from '@/design/Button';
import { Field, SelectField } from '@/design/Field';
import { PageBody, Section } from '@/design/Page';
import { useFrame } from '@/instance/context';
import { useMay } from '@/session/session';
import settings from '../instance-settings/Settings.module.css';
import styles from './Activity.module.css';
import { ActivityList } from './ActivityList';

const GROUPS = ['instance_power', 'instance_console', 'instance_file', 'instance_member', 'instance_definition'] as const;

const or = (text: string) => (text === '' ? undefined : text);

/** Who did what on the instance. */
export default function ActivityRoute() {
  const { t } = useTranslation('audit');
  const { instance } = useFrame();
  const search = useSearch({ from: '/instances/$id/activity' });
  const deferred = useDeferredValue(search);
  const navigate = useNavigate({ from: '/instances/$id/activity' });
  const mayAudit = useMay('audit.read');
  const set = (part: ActivitySearch) => void navigate({ search: (former) => ({ ...former, ...part }), replace: true });
  const isFiltered = Object.values(search).some((value) => value !== undefined);
  return (
    <div className={settings.page}>
      <PageBody narrow>
        <Section
          title={t('activity.title')}
          actions={
            mayAudit && (
              <Link to="/audit" search={{ object: instance.id }}>
                {t('activity.all')}
              </Link>
            )
          }
        >
          <p>{t('activity.text')}</p>
          <div className={styles.filters} role="search" aria-label={t('filter.title')}>
            <SelectField label={t('filter.act')} value={search.act ?? ''} onChange={(event) => set({ act: or(event.target.value) })}>
              <option value="">{t('groups.all')}</option>
              {GROUPS.map((group) => (
                <option key={group} value={group.replace('_', '.')}>
                  {t(`activity.groups.${group}`)}
                </option>
              ))}
            </SelectField>
            <Field label={t('filter.from')} type="date" value={search.from ?? ''} onChange={(event) => set({ from: or(event.target.value) })} />
            <Field label={t('filter.to')} type="date" value={search.to ?? ''} onChange={(event) => set({ to: or(event.target.value) })} />
            {isFiltered && (
              <Button kind="link" onClick={() => set({ act: undefined, from: undefined, to: undefined })}>
                {t('filter.everything')}
              </Button>
            )}
          </div>
          <ActivityList
            queryKey={['activity', instance.id, deferred]}
            load={(cursor, signal) => instanceActivity(instance.id, deferred, cursor, signal)}
            empty={isFiltered ? t('nothingText') : t('activity.empty')}
          />
        </Section>
      </PageBody>
    </div>
  );
}
