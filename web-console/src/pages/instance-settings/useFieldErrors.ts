import { useTranslation } from 'react-i18next';
import type { ProblemError } from '@/api/problem';
import type { RunErrors } from '../instance-form/run/checkRun';
import type { RunDraft } from '../instance-form/run/runDraft';

/** What is wrong with a field: as this page sees it, else as the panel or the node said. */
export function useFieldErrors(errors: RunErrors, problem: ProblemError | undefined, draft: RunDraft) {
  const { t } = useTranslation('settings');
  const said = problem === undefined ? undefined : serverFault(problem, draft);
  return (field: string): string | undefined => {
    const own = errors[field];
    if (own !== undefined) return t(`error.${own}`);
    if (said?.field !== field || problem === undefined) return undefined;
    const rule = problem.params.rule;
    if (problem.code === 'PORT_TAKEN') return t('error.taken', { port: String(problem.params.port) });
    return typeof rule === 'string' ? t('error.server', { rule }) : problem.message;
  };
}

/** The field that the server means, by the name that it has in the form: rows of lists go by their keys. */
export function serverFault({ code, params }: ProblemError, draft: RunDraft): { field: string } | undefined {
  if (code === 'PORT_TAKEN') {
    const port = draft.ports.find((each) => each.number.trim() === String(params.port));
    return port && { field: `ports.${port.key}` };
  }
  if (code === 'ACCOUNT_UNKNOWN') return { field: 'launch.runAs' };
  if (typeof params.field !== 'string') return undefined;
  const [list, name] = params.field.split('.', 2);
  const rows = list === 'ports' ? draft.ports : list === 'variables' ? draft.variables : undefined;
  const row = rows?.find((each) => each.name.trim() === name);
  return { field: row ? `${list}.${row.key}` : params.field };
}
