import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Plain } from '@/session/Plain';
import { enterConsole, useSessionState } from '@/session/session';
import { AdministratorStep } from './AdministratorStep';
import { InstanceStep } from './InstanceStep';
import { NodeStep } from './NodeStep';
import styles from './Setup.module.css';
import { takeCode } from './code';
import { WelcomeStep } from './WelcomeStep';

const STEPS = ['welcome', 'administrator', 'node', 'instance'] as const;
type Step = (typeof STEPS)[number];

/**
 * From an empty panel to a running server. Until the administrator exists nothing is stored; afterwards the address
 * /setup goes on at the machine, also after a reload, and any step can be left for the console.
 */
export default function SetupPage() {
  const { t } = useTranslation(['setup', 'common']);
  const signedIn = useSessionState().kind === 'signedIn';
  const [code] = useState(takeCode);
  const [step, setStep] = useState<Step>(signedIn ? 'node' : 'welcome');

  useEffect(() => {
    document.title = `${t('title')} – ${t('common:product')}`;
    if (location.pathname !== '/setup') history.replaceState(null, '', '/setup');
  }, [t]);

  const shown = signedIn && (step === 'welcome' || step === 'administrator') ? 'node' : step;
  return (
    <Plain wide>
      <h1 className={styles.title}>{t('title')}</h1>
      <ol className={styles.steps} aria-label={t('progress')}>
        {STEPS.map((each, index) => (
          <li
            key={each}
            aria-current={each === shown ? 'step' : undefined}
            className={index < STEPS.indexOf(shown) ? styles.done : undefined}
          >
            {t(`step.${each}`)}
          </li>
        ))}
      </ol>
      {shown === 'welcome' && <WelcomeStep onNext={() => setStep('administrator')} />}
      {shown === 'administrator' && <AdministratorStep code={code} onBack={() => setStep('welcome')} onDone={() => setStep('node')} />}
      {shown === 'node' && <NodeStep onNext={() => setStep('instance')} onLeave={() => enterConsole('/nodes')} />}
      {shown === 'instance' && (
        <InstanceStep
          onBack={() => setStep('node')}
          onSkip={() => enterConsole('/instances')}
          onDone={(id) => enterConsole(`/instances/${id}/console`)}
        />
      )}
    </Plain>
  );
}
