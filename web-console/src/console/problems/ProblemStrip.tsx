import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Instance } from '@/api/types';
import { hide, isHidden } from './hidden';
import { ProblemList } from './ProblemList';
import styles from './Problems.module.css';
import { useProblems } from './useProblems';

/** Above the console while the program runs; once it has ended the exit card says it. */
export function ProblemStrip({ instance }: { instance: Instance }) {
  const { t } = useTranslation('detector');
  const problems = useProblems(instance);
  const [, setHidden] = useState(0);
  const ended = instance.state.type === 'crashed' || instance.state.type === 'stopped';
  const shown = ended ? [] : problems.filter((finding) => !isHidden(instance.id, finding));
  if (shown.length === 0) return null;
  return (
    <section className={styles.strip} aria-label={t('strip')}>
      <ProblemList
        instance={instance}
        problems={shown}
        onHide={(finding) => {
          hide(instance.id, finding);
          setHidden((count) => count + 1);
        }}
      />
    </section>
  );
}
