import { useTranslation } from 'react-i18next';
import type { ProblemError } from '@/api/problem';

/** Title and remedy by code in the page's language; what the server wrote when the code is newer than this console. */
export function useProblemTexts(problem: ProblemError): { title: string; remedy: string | undefined } {
  const { t, i18n } = useTranslation('problem');
  const known = (part: string): string | undefined => {
    const key = `${problem.code}.${part}`;
    return i18n.exists(key, { ns: 'problem' }) ? t(key as 'INTERNAL.title', { replace: problem.params }) : undefined;
  };
  return { title: known('title') ?? problem.message, remedy: known('remedy') ?? problem.remedy };
}
