import { useTranslation } from 'react-i18next';
import { Button } from '@/design/Button';
import { ErrorNote, Note } from '@/design/Notices';
import { Facts } from '@/design/Page';
import { formatBytes, formatNumber } from '@/i18n/format';
import { Pill } from '@/instance/StatePill';
import { useNodesByAsking } from './useNodesByAsking';

/** The machine that came with the panel, found by itself. */
export function NodeStep({ onNext, onLeave }: { onNext: () => void; onLeave: () => void }) {
  const { t } = useTranslation(['setup', 'nodes', 'common']);
  const { nodes, problem, retry } = useNodesByAsking();
  const linked = nodes.filter((node) => node.linked);
  return (
    <div className="stack">
      <p>{t('node.text')}</p>
      {problem && <ErrorNote error={problem} onRetry={retry} />}
      {linked.map((node) => (
        <div key={node.id} className="stack">
          <div>
            <b>{node.name}</b> <Pill tone="running" text={t('nodes:state.linked')} />
          </div>
          {node.machine && (
            <Facts
              facts={[
                [t('nodes:fact.host'), node.machine.hostName],
                [t('nodes:fact.system'), node.machine.system],
                [t('nodes:fact.processors'), formatNumber(node.machine.processors)],
                [t('nodes:fact.memory'), formatBytes(node.machine.memory)],
              ]}
            />
          )}
        </div>
      ))}
      <div role="status">{linked.length === 0 && <Note>{t('node.none')}</Note>}</div>
      <div className="actions">
        <Button onClick={onLeave}>{t('node.add')}</Button>
        <Button kind="primary" disabled={linked.length === 0} onClick={onNext}>
          {t('common:next')}
        </Button>
      </div>
    </div>
  );
}
