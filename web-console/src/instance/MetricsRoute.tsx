import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { DEFAULT_RANGE, rangeOf } from '@/metrics/range';
import { MetricsView } from '@/metrics/MetricsView';
import { useHistory, useLiveHistory } from '@/metrics/useHistory';
import { useFrame } from './context';

/** What the instance uses and used. */
export default function MetricsRoute() {
  const { t } = useTranslation('metrics');
  const { instance } = useFrame();
  const range = useSearch({ from: '/instances/$id/metrics' }).range ?? DEFAULT_RANGE;
  const navigate = useNavigate({ from: '/instances/$id/metrics' });
  const query = useHistory('instance', instance.id, range);
  const history = useLiveHistory(instance.id, query.data);
  return (
    <MetricsView
      query={query}
      history={history}
      range={range}
      onRange={(value) => void navigate({ search: { range: rangeOf(value) }, replace: true })}
      empty={t('empty.instance')}
    />
  );
}
