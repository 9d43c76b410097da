import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { consoleInputs, type ConsoleInput } from '@/api/peopleCalls';
import { asProblem, ProblemError } from '@/api/problem';
import { Button } from '@/design/Button';
import { Dialog } from '@/design/overlay/Dialog';
import { useProblemTexts } from '@/design/problemTexts';
import { formatMoment, formatNumber } from '@/i18n/format';
import { visibleText } from './names';
import styles from './People.module.css';

const NO_PROBLEM = new ProblemError({ code: 'NONE' });

/** Who typed what at a console, newest first. */
export default function InputsDialog({ instanceId, onClose }: { instanceId: string; onClose: () => void }) {
  const { t } = useTranslation('console');
  const { data, error, hasNextPage, fetchNextPage, isFetching } = useInfiniteQuery({
    queryKey: ['inputs', instanceId],
    queryFn: ({ pageParam }) => consoleInputs(instanceId, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    staleTime: 0,
    gcTime: 0,
  });
  const { title } = useProblemTexts(error === null ? NO_PROBLEM : asProblem(error));
  const inputs = data?.pages.flatMap((page) => page.inputs) ?? [];
  return (
    <Dialog open onClose={onClose} wide title={t('people.inputs')} description={t('people.inputsAbout')}>
      {error !== null && <p role="alert">{title}</p>}
      {data !== undefined && inputs.length === 0 && <p>{t('people.noInputs')}</p>}
      {/* Scrolls, so it must be reachable by keys. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className={styles.inputs} tabIndex={0} role="region" aria-label={t('people.inputs')}>
        <ol>
          {inputs.map((input) => (
            <InputRow key={`${input.at} ${input.person.user}`} input={input} />
          ))}
        </ol>
        {hasNextPage && (
          <Button kind="link" disabled={isFetching} onClick={() => void fetchNextPage()}>
            {t('people.older')}
          </Button>
        )}
      </div>
    </Dialog>
  );
}

function InputRow({ input: { at, person, text, keys, refused } }: { input: ConsoleInput }) {
  const { t } = useTranslation('console');
  const { title } = useProblemTexts(new ProblemError({ code: refused ?? 'NONE' }));
  return (
    <li>
      <b>{visibleText(person.name ?? t('people.gone'))}</b>
      <time className={styles.when} dateTime={at}>
        {formatMoment(Date.parse(at))}
      </time>
      <p>
        {text === undefined ? (
          <span className={styles.keys}>{t('people.keys', { count: keys, number: formatNumber(keys) })}</span>
        ) : (
          <code>{visibleText(text)}</code>
        )}
        {refused !== undefined && <span className={styles.denied}> {t('command.refused', { reason: title })}</span>}
      </p>
    </li>
  );
}
