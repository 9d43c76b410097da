import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { nodeSettings, saveNodeSettings } from '@/api/fileCalls';
import type { NodeSettings, SpeedName } from '@/api/fileTypes';
import type { Node } from '@/api/types';
import { Button } from '@/design/Button';
import { CheckField, Field } from '@/design/Field';
import { ErrorNote, Skeleton } from '@/design/Notices';
import { Section } from '@/design/Page';
import { toast } from '@/design/toasts';
import styles from './Nodes.module.css';
import { parseSpeed, speedText } from './speedText';

const SPEEDS: readonly SpeedName[] = ['upload', 'download', 'uploadPerUser', 'downloadPerUser'];

/** How fast transfers of a node may be, and whether it answers SFTP. */
export function TransferSection({ node }: { node: Node }) {
  const { t } = useTranslation('nodes');
  const query = useQuery({
    queryKey: ['node-settings', node.id],
    queryFn: ({ signal }) => nodeSettings(node.id, signal),
  });
  return (
    <Section title={t('transfers.section')}>
      {query.error && <ErrorNote error={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && <Skeleton rows={3} />}
      {query.data && <TransferForm node={node} settings={query.data} />}
    </Section>
  );
}

type Draft = Record<SpeedName, string> & { sftp: boolean };

function TransferForm({ node, settings }: { node: Node; settings: NodeSettings }) {
  const { t } = useTranslation(['nodes', 'common']);
  const client = useQueryClient();
  const base = toDraft(settings);
  const [draft, setDraft] = useState<Draft>();
  const shown = draft ?? base;
  const change = (part: Partial<Draft>) => setDraft({ ...shown, ...part });
  const speeds = SPEEDS.map((name) => [name, parseSpeed(shown[name])] as const);
  const isWrong = speeds.some(([, speed]) => speed === undefined);
  const dirty = JSON.stringify(shown) !== JSON.stringify(base);
  const save = useMutation({
    mutationFn: () => {
      const limits = speeds.filter((each): each is readonly [SpeedName, number] => typeof each[1] === 'number');
      const { upload, download, uploadPerUser, downloadPerUser, ...rest } = settings;
      return saveNodeSettings(node.id, { ...rest, ...Object.fromEntries(limits), sftp: shown.sftp });
    },
    onSuccess: (saved) => {
      client.setQueryData(['node-settings', node.id], saved);
      setDraft(undefined);
      toast(t('common:saved'));
    },
  });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (dirty && !isWrong && !save.isPending) save.mutate();
  };
  return (
    <form onSubmit={submit} className="stack" noValidate>
      <p>{t('transfers.text')}</p>
      <div className={styles.speeds}>
        {speeds.map(([name, speed]) => (
          <Field
            key={name}
            label={`${t(`transfers.${name}`)} (${t('transfers.unit')})`}
            inputMode="decimal"
            autoComplete="off"
            value={shown[name]}
            error={speed === undefined ? t('transfers.error') : undefined}
            onChange={(event) => change({ [name]: event.target.value })}
          />
        ))}
      </div>
      <CheckField
        label={t('transfers.sftp')}
        hint={t('transfers.sftpHint')}
        checked={shown.sftp}
        onChange={(event) => change({ sftp: event.target.checked })}
      />
      {save.error && <ErrorNote error={save.error} />}
      <div className="actions">
        <Button kind="primary" type="submit" pending={save.isPending} disabled={!dirty || isWrong}>
          {t('common:save')}
        </Button>
      </div>
    </form>
  );
}

function toDraft(settings: NodeSettings): Draft {
  const { upload, download, uploadPerUser, downloadPerUser, sftp } = settings;
  return {
    upload: speedText(upload),
    download: speedText(download),
    uploadPerUser: speedText(uploadPerUser),
    downloadPerUser: speedText(downloadPerUser),
    sftp,
  };
}
