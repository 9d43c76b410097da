import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formerDefinition, revisions, saveDefinition } from '@/api/calls';
import type { Definition, Instance, Revision } from '@/api/types';
import { Button } from '@/design/Button';
import { ErrorNote, Skeleton } from '@/design/Notices';
import { Section } from '@/design/Page';
import { Dialog } from '@/design/overlay/Dialog';
import { toast } from '@/design/toasts';
import { formatTime } from '@/i18n/format';
import { showInstance } from '@/live/patches';
import { useMay } from '@/session/session';
import { differences } from './definitionDiff';
import styles from './Settings.module.css';

/** What the definition was, who changed it, what is different now, and the way back. */
export function HistorySection({ instance }: { instance: Instance }) {
  const { t } = useTranslation('settings');
  const [open, setOpen] = useState(false);
  const mayAudit = useMay('audit.read');
  return (
    <Section
      title={t('history.section')}
      actions={
        mayAudit && (
          <Link to="/audit" search={{ object: instance.id }}>
            {t('history.audit')}
          </Link>
        )
      }
    >
      <p>{t('history.text')}</p>
      {open ? (
        <History key={instance.revision} instance={instance} />
      ) : (
        <div>
          <Button small onClick={() => setOpen(true)}>
            {t('history.show')}
          </Button>
        </div>
      )}
    </Section>
  );
}

function History({ instance }: { instance: Instance }) {
  const { t } = useTranslation('settings');
  const [chosen, setChosen] = useState<number>();
  const query = useQuery({
    queryKey: ['revisions', instance.id, instance.revision],
    queryFn: ({ signal }) => revisions(instance.id, signal),
  });
  if (query.error) return <ErrorNote error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <Skeleton rows={3} />;
  return (
    <ul className={styles.revisions}>
      {query.data.map((each) => (
        <li key={each.revision}>
          <div className={styles.revision}>
            <RevisionFacts revision={each} isPresent={each.revision === instance.revision} />
            {each.revision !== instance.revision && (
              <Button
                small
                aria-label={t('history.look', { revision: each.revision })}
                aria-expanded={chosen === each.revision}
                onClick={() => setChosen(chosen === each.revision ? undefined : each.revision)}
              >
                {t('history.lookShort')}
              </Button>
            )}
          </div>
          {chosen === each.revision && <Comparison instance={instance} revision={each.revision} />}
        </li>
      ))}
    </ul>
  );
}

function RevisionFacts({ revision, isPresent }: { revision: Revision; isPresent: boolean }) {
  const { t } = useTranslation('settings');
  const who = revision.user === undefined ? t('history.nobody') : (revision.user.name ?? t('history.gone'));
  return (
    <span className={styles.grow}>
      <b>{t('history.version', { revision: revision.revision })}</b>
      {` · ${formatTime(revision.at)} · ${who}`}
      {isPresent && ` · ${t('history.present')}`}
    </span>
  );
}

function Comparison({ instance, revision }: { instance: Instance; revision: number }) {
  const { t } = useTranslation(['settings', 'common']);
  const [asking, setAsking] = useState(false);
  const query = useQuery({
    queryKey: ['revision', instance.id, revision],
    queryFn: ({ signal }) => formerDefinition(instance.id, revision, signal),
  });
  const revert = useMutation({
    mutationFn: (definition: Definition) => saveDefinition(instance.id, instance.revision, definition),
    onSuccess: (saved) => {
      showInstance(saved);
      toast(t('history.reverted', { revision }));
    },
  });
  if (query.error) return <ErrorNote error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <Skeleton rows={2} />;
  const { definition } = query.data;
  return (
    <div className={styles.history}>
      <Differences then={definition} now={instance.definition} />
      <div className={styles.actions}>
        <Button small disabled={instance.stale} aria-label={t('history.revertOne', { revision })} onClick={() => setAsking(true)}>
          {t('history.revert')}
        </Button>
      </div>
      {asking && (
        <Dialog open onClose={() => setAsking(false)} title={t('history.confirm', { revision })} description={t('history.confirmText')}>
          {revert.error && <ErrorNote error={revert.error} />}
          <div className="actions">
            <Button onClick={() => setAsking(false)}>{t('common:cancel')}</Button>
            <Button kind="primary" pending={revert.isPending} onClick={() => revert.mutate(definition)}>
              {t('history.revert')}
            </Button>
          </div>
        </Dialog>
      )}
    </div>
  );
}

function Differences({ then, now }: { then: Definition; now: Definition }) {
  const { t } = useTranslation('settings');
  const all = differences(then, now, (key) => t(key as 'restart.NEVER'));
  if (all.length === 0) return <p>{t('history.same')}</p>;
  const text = (value: string | undefined, isSecret: boolean) =>
    value === undefined ? <i>{t('history.empty')}</i> : isSecret ? t('history.secret') : value;
  return (
    <table className={styles.diff}>
      <thead>
        <tr>
          <th scope="col">{t('history.what')}</th>
          <th scope="col">{t('history.then')}</th>
          <th scope="col">{t('history.now')}</th>
        </tr>
      </thead>
      <tbody>
        {all.map((each) => (
          <tr key={`${each.field} ${each.name}`}>
            <th scope="row">
              {t(`field.${each.field}`)} {each.name}
            </th>
            <td>
              <del>{text(each.then, each.isSecret)}</del>
            </td>
            <td>{text(each.now, each.isSecret)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
