import { useTranslation } from 'react-i18next';
import type { ProblemError } from '@/api/problem';
import { Button } from '@/design/Button';
import { provePasskey } from './passkeys';
import { ProofForm } from './ProofForm';
import { finishSignIn, type SecondStep } from './session';

/** After the password. When it took too long, the sign-in begins again. */
export default function SecondStepForm({ step, onOver }: { step: SecondStep; onOver: (problem?: ProblemError) => void }) {
  const { t } = useTranslation('session');
  return (
    <>
      <ProofForm
        methods={step.methods}
        submitText={t('second.submit')}
        passkey={() => provePasskey({ token: step.token })}
        onProof={(proof) => finishSignIn(step.token, proof)}
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
