import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Instance } from '@/api/types';
import { Button } from '@/design/Button';
import { ErrorNote, Skeleton } from '@/design/Notices';
import { Segmented } from '@/design/Segmented';
import { formatBytes, formatNumber } from '@/i18n/format';
import { downloadLink } from '../downloads';
import editorStyles from '../editor/Editor.module.css';
import { EncodingSelect } from '../editor/EncodingSelect';
import { nameOf, shownName } from '../paths';
import { FileWindows, hexOf, looksBinary, textOf, WINDOW } from './fileWindow';
import styles from './Viewer.module.css';

/** Where in the file a stretch may begin: whole windows, so that going back and forth meets the same stretches. */
const STEP = WINDOW;

/** A file of any size, a stretch at a time; what isn't text is shown as bytes. */
export function WindowedText({ instance, path }: { instance: Instance; path: string }) {
  const { t } = useTranslation('files');
  const windows = useMemo(
    () => new FileWindows(() => downloadLink(instance, path)),
    // eslint-disable-next-line react-hooks/exhaustive-deps -- another state of the same instance is no other file
    [instance.id, path],
  );
  const [from, setFrom] = useState(0);
  const [encoding, setEncoding] = useState('UTF-8');
  const [chosen, setChosen] = useState<'text' | 'hex'>();
  const query = useQuery({
    queryKey: ['window', instance.id, path, from],
    queryFn: ({ signal }) => windows.read(from, WINDOW, signal),
    placeholderData: (before) => before,
    staleTime: 5_000,
    gcTime: 30_000,
    retry: false,
  });
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // In new browsers it returns a promise, which an effect must not.
    place.current?.scrollTo({ top: 0 });
  }, [from]);
  const { data } = query;
  const kind = chosen ?? (data && looksBinary(data.bytes) ? 'hex' : 'text');
  const shown = useMemo(
    () => (data === undefined ? '' : kind === 'hex' ? hexOf(data) : decoded(data, encoding)),
    [data, kind, encoding],
  );
  if (query.error) {
    return (
      <div className={editorStyles.problem}>
        <ErrorNote error={query.error} onRetry={() => void query.refetch()} />
      </div>
    );
  }
  if (data === undefined) return <Skeleton rows={10} />;
  const { size } = data;
  const last = Math.max(0, Math.floor((size - 1) / STEP) * STEP);
  const end = Math.min(size, data.from + data.bytes.length);
  return (
    <>
      <div
        ref={place}
        className={styles.text}
        // Scrolled by the keyboard.
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        role="region"
        aria-label={t('viewer.label', { name: shownName(nameOf(path)) })}
        aria-busy={query.isFetching}
      >
        <pre className={kind === 'hex' ? styles.hex : undefined}>{shown}</pre>
      </div>
      <div className={editorStyles.status}>
        <span>{t('viewer.position', { from: formatNumber(data.from), to: formatNumber(end), size: formatBytes(size) })}</span>
        {size > WINDOW && (
          <span className={styles.steps}>
            <Button small kind="ghost" disabled={from === 0} onClick={() => setFrom(0)}>
              {t('viewer.begin')}
            </Button>
            <Button small kind="ghost" disabled={from === 0} onClick={() => setFrom(Math.max(0, from - STEP))}>
              {t('viewer.earlier')}
            </Button>
            <input
              type="range"
              min={0}
              max={last}
              step={STEP}
              value={from}
              aria-label={t('viewer.gotoLabel')}
              aria-valuetext={t('viewer.position', {
                from: formatNumber(from),
                to: formatNumber(Math.min(size, from + WINDOW)),
                size: formatBytes(size),
              })}
              onChange={(event) => setFrom(Number(event.target.value))}
            />
            <Button small kind="ghost" disabled={from >= last} onClick={() => setFrom(Math.min(last, from + STEP))}>
              {t('viewer.later')}
            </Button>
            <Button small kind="ghost" disabled={from >= last} onClick={() => setFrom(last)}>
              {t('viewer.end')}
            </Button>
          </span>
        )}
        <span className={editorStyles.hint}>{t('viewer.readOnly')}</span>
        <Segmented
          label={t('viewer.as')}
          value={kind}
          onChange={setChosen}
          choices={[
            { value: 'text', label: t('viewer.text') },
            { value: 'hex', label: t('viewer.hex') },
          ]}
        />
        {kind === 'text' && <EncodingSelect value={encoding} onChange={setEncoding} />}
      </div>
    </>
  );
}

/** The browser may lack an encoding that the node knows. */
function decoded(data: Parameters<typeof textOf>[0], encoding: string): string {
  try {
    return textOf(data, encoding);
  } catch {
    return textOf(data, 'windows-1252');
  }
}
