import { useTranslation } from 'react-i18next';
import type { ProblemError } from '@/api/problem';

/**
 * Title and remedy by code in the page's language; where an error names the rule that was broken and there are words for
 * it (`PASSWORD_TOO_WEAK.rule.TOO_SHORT`), those. What the server wrote when the code is newer than this console.
 */
export function useProblemTexts(problem: ProblemError): { title: string; remedy: string | undefined } {
  const { t, i18n } = useTranslation('problem');
  const known = (part: string): string | undefined => {
    const key = `${problem.code}.${part}`;
    return i18n.exists(key, { ns: 'problem' }) ? t(key as 'INTERNAL.title', { replace: problem.params }) : undefined;
  };
  const { rule } = problem.params;
  const byRule = typeof rule === 'string' && /^[A-Z_]+$/.test(rule) ? known(`rule.${rule}`) : undefined;
  return { title: known('title') ?? problem.message, remedy: byRule ?? known('remedy') ?? problem.remedy };
}
