import { Lightbulb, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Finding, Instance } from '@/api/types';
import { Button } from '@/design/Button';
import { FixButton } from './FixButton';
import styles from './Problems.module.css';
import { useProblemText } from './problemText';

interface ProblemListProps {
  instance: Instance;
  problems: readonly Finding[];
  onHide?: (finding: Finding) => void;
}

/** What was recognised, what it means, and the button that mends it where there is one. */
export function ProblemList({ instance, problems, onHide }: ProblemListProps) {
  const { t } = useTranslation('detector');
  const text = useProblemText();
  return (
    <ul className={styles.list}>
      {problems.map((finding) => {
        const { title, advice } = text(finding);
        return (
          <li key={finding.detector} className={styles.problem}>
            <Lightbulb size={16} aria-hidden="true" className={styles.bulb} />
            <span className={styles.words}>
              <b>{title}</b> <span>{advice}</span>
            </span>
            {finding.fix !== undefined && <FixButton instance={instance} finding={finding} fix={finding.fix} />}
            {onHide !== undefined && (
              <Button kind="ghost" icon small aria-label={t('hide')} title={t('hide')} onClick={() => onHide(finding)}>
                <X size={16} aria-hidden="true" />
              </Button>
            )}
          </li>
        );
      })}
    </ul>
  );
}
