import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { asProblem } from '@/api/problem';

const OURS = ['TRANSFER_LOST', 'NODE_UNREACHABLE', 'SOURCE_UNREADABLE'] as const;
const isOurs = (code: string): code is (typeof OURS)[number] => (OURS as readonly string[]).includes(code);

/** What went wrong in one line, for places without room for a whole note; transfers have codes of their own. */
export function useFileProblemText(): (error: unknown) => string {
  const { t, i18n } = useTranslation(['files', 'problem']);
  return useCallback(
    (error) => {
      const problem = asProblem(error);
      if (isOurs(problem.code)) return t(`problem.${problem.code}`);
      if (problem.code === 'BAD_ANSWER' && problem.status === 413) return t('problem.TOO_LARGE_PROXY');
      const key = `${problem.code}.title`;
      return i18n.exists(key, { ns: 'problem' })
        ? t(`problem:${key as 'NOT_FOUND.title'}`, problem.params)
        : problem.message;
    },
    [t, i18n],
  );
}
