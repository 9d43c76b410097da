import { useTranslation } from 'react-i18next';
import type { Node } from '@/api/types';
import { Pill } from '@/instance/StatePill';
import { nodeTone } from './nodeText';

export function NodeState({ node }: { node: Node }) {
  const { t } = useTranslation('nodes');
  const word = node.linked ? t('state.linked') : t('state.away');
  const reason =
    !node.linked && node.reason !== undefined
      ? ` · ${t(`reason.${node.reason as 'UNREACHABLE'}`, { defaultValue: node.reason })}`
      : '';
  return <Pill tone={nodeTone(node)} text={word + reason} />;
}
