import { useTranslation } from 'react-i18next';
import type { ProblemError } from '@/api/problem';
import { Button } from '@/design/Button';
import { provePasskey } from './passkeys';
import { ProofForm } from './ProofForm';
import { finishSignIn, type SecondStep } from './session';

export interface SecondStepFormProps {
  step: SecondStep;
  onOver: (problem?: ProblemError) => void;
  onDone?: () => void;
}

/** After the first proof. When it took too long, the sign-in begins again. */
export default function SecondStepForm({ step, onOver, onDone }: SecondStepFormProps) {
  const { t } = useTranslation('session');
  return (
    <>
      <ProofForm
        methods={step.methods}
        submitText={t('second.submit')}
        passkey={() => provePasskey({ token: step.token })}
        onProof={async (proof) => {
          await finishSignIn(step.token, proof);
          onDone?.();
        }}
        onProblem={(problem) => {
          if (problem.code !== 'SECOND_STEP_OVER') return false;
          onOver(problem);
          return true;
        }}
      />
      <Button kind="link" onClick={() => onOver()}>
        {t('second.back')}
      </Button>
    </>
  );
}
