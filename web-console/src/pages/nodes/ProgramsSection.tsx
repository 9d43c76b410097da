import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { nodeSettings, saveNodeSettings } from '@/api/fileCalls';
import type { NodeSettings } from '@/api/fileTypes';
import type { Node } from '@/api/types';
import { asProblem } from '@/api/problem';
import { Button } from '@/design/Button';
import { CheckField, Field } from '@/design/Field';
import { ErrorNote, Skeleton } from '@/design/Notices';
import { Section } from '@/design/Page';
import { toast } from '@/design/toasts';
import styles from './Nodes.module.css';
import { checkPrograms, toPrograms, type ProgramsDraft, type ProgramsField } from './programsDraft';

/** What holds for the programs of a node: their ports, their starts, their end, their output, their trash. */
export function ProgramsSection({ node }: { node: Node }) {
  const { t } = useTranslation('nodes');
  const query = useQuery({
    queryKey: ['node-settings', node.id],
    queryFn: ({ signal }) => nodeSettings(node.id, signal),
  });
  return (
    <Section title={t('programs.section')}>
      {query.error && <ErrorNote error={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && <Skeleton rows={3} />}
      {query.data && <ProgramsForm node={node} settings={query.data} />}
    </Section>
  );
}

const FIELDS: readonly ProgramsField[] = ['portsFrom', 'portsTo', 'startsAtOnce', 'logSize', 'trashDays'];

function ProgramsForm({ node, settings }: { node: Node; settings: NodeSettings }) {
  const { t } = useTranslation(['nodes', 'common']);
  const client = useQueryClient();
  const base = toPrograms(settings);
  const [draft, setDraft] = useState<ProgramsDraft>();
  const shown = draft ?? base;
  const change = (part: Partial<ProgramsDraft>) => setDraft({ ...shown, ...part });
  const { settings: wanted, errors } = checkPrograms(shown, settings);
  const dirty = JSON.stringify(shown) !== JSON.stringify(base);
  const save = useMutation({
    mutationFn: (next: NodeSettings) => saveNodeSettings(node.id, next),
    onSuccess: (saved) => {
      client.setQueryData(['node-settings', node.id], saved);
      setDraft(undefined);
      toast(t('common:saved'));
    },
  });
  const refused = save.error ? asProblem(save.error).params.field : undefined;
  const errorOf = (field: ProgramsField) => (errors.includes(field) || refused === field ? t(`programs.error.${field}`) : undefined);
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (dirty && wanted && !save.isPending) save.mutate(wanted);
  };
  return (
    <form onSubmit={submit} className="stack" noValidate>
      <div className={styles.speeds}>
        {FIELDS.map((field) => (
          <Field
            key={field}
            label={t(`programs.${field}`)}
            inputMode="decimal"
            autoComplete="off"
            value={shown[field]}
            error={errorOf(field)}
            onChange={(event) => change({ [field]: event.target.value })}
          />
        ))}
      </div>
      <CheckField
        label={t('programs.stops')}
        hint={t('programs.stopsHint')}
        checked={shown.stops}
        onChange={(event) => change({ stops: event.target.checked })}
      />
      {shown.stops && (
        <Field
          label={t('programs.stopWithDaemon')}
          inputMode="numeric"
          autoComplete="off"
          value={shown.stopWithDaemon}
          error={errorOf('stopWithDaemon')}
          onChange={(event) => change({ stopWithDaemon: event.target.value })}
        />
      )}
      {save.error && <ErrorNote error={save.error} />}
      <div className="actions">
        <Button kind="primary" type="submit" pending={save.isPending} disabled={!dirty || !wanted}>
          {t('common:save')}
        </Button>
      </div>
    </form>
  );
}
