import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Section } from '@/design/Page';
import { MetricsView } from './MetricsView';
import { DEFAULT_RANGE, rangeOf } from './range';
import { useHistory } from './useHistory';

/** What a node used. */
export default function NodeMetrics({ id }: { id: string }) {
  const { t } = useTranslation('metrics');
  const range = useSearch({ from: '/nodes/$id' }).range ?? DEFAULT_RANGE;
  const navigate = useNavigate({ from: '/nodes/$id' });
  const query = useHistory('node', id, range);
  return (
    <Section title={t('history')}>
      <MetricsView
        query={query}
        history={query.data}
        range={range}
        onRange={(value) => void navigate({ search: { range: rangeOf(value) }, replace: true })}
        empty={t('empty.node')}
      />
    </Section>
  );
}
