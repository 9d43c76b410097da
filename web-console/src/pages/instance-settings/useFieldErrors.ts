import { useTranslation } from 'react-i18next';
import { ProblemError } from '@/api/problem';
import { useProblemTexts } from '@/design/problemTexts';
import type { Draft } from '../instance-form/draft';
import type { RunErrors } from '../instance-form/run/checkRun';
import type { RunDraft } from '../instance-form/run/runDraft';

/** What is wrong with a field: as this page sees it, else as the panel or the node said. */
export function useFieldErrors(errors: RunErrors, problem: ProblemError | undefined, draft: RunDraft, form: Draft) {
  const { t } = useTranslation('settings');
  const { title } = useProblemTexts(problem ?? NO_PROBLEM);
  const said = problem === undefined ? undefined : serverFault(problem, draft, form);
  return (field: string): string | undefined => {
    const own = errors[field];
    if (own !== undefined) return t(`error.${own}`);
    if (said?.field !== field || problem === undefined) return undefined;
    const rule = problem.params.rule;
    if (problem.code === 'PORT_TAKEN') return t('error.taken', { port: String(problem.params.port) });
    return typeof rule === 'string' ? t('error.server', { rule }) : title;
  };
}

/** The field that the server means, by the name that it has in the form: rows of lists go by their keys. */
export function serverFault({ code, params }: ProblemError, draft: RunDraft, form: Draft): { field: string } | undefined {
  if (code === 'PLACEHOLDER_UNKNOWN') return fieldWith(`{${String(params.name)}}`, draft, form);
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

/** The first field in which a text stands; the panel tells what it stumbled over, not where. */
function fieldWith(text: string, run: RunDraft, form: Draft): { field: string } | undefined {
  const texts: Record<string, readonly string[]> = {
    command: [form.command],
    workingFolder: [form.workingFolder],
    environment: form.environment.map(({ value }) => value),
    stopText: form.stopBy === 'command' ? [form.stopText] : [],
    stopSteps: form.stopBy === 'plan' ? form.stopSteps.map((step) => (step.kind === 'command' ? step.text : '')) : [],
    'upkeep.install': [run.install],
    'upkeep.update': [run.update],
  };
  const field = Object.keys(texts).find((each) => texts[each]?.some((value) => value.includes(text)));
  return field === undefined ? undefined : { field };
}

const NO_PROBLEM = new ProblemError({ code: 'NONE' });
