import { useQuery } from '@tanstack/react-query';
import { useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { searchFiles, type Search } from '@/api/fileCalls';
import type { Found, Hit } from '@/api/fileTypes';
import { Button } from '@/design/Button';
import { CheckField, Field } from '@/design/Field';
import { ErrorNote } from '@/design/Notices';
import { Dialog } from '@/design/overlay/Dialog';
import { formatBytes, formatNumber } from '@/i18n/format';
import { parentOf, shownName } from '../paths';
import styles from './SearchDialog.module.css';

const LIMIT = 500;

export interface SearchDialogProps {
  instance: string;
  path: string;
  onOpen: (path: string, kind: Hit['entry']['kind']) => void;
  /** Shows an entry in its folder. */
  onShow: (path: string) => void;
  onClose: () => void;
}

/** Looks for names and for texts in files, beneath a folder. */
export function SearchDialog({ instance, path, onOpen, onShow, onClose }: SearchDialogProps) {
  const { t } = useTranslation('files');
  const [name, setName] = useState('');
  const [content, setContent] = useState('');
  const [regex, setRegex] = useState(false);
  const [matchCase, setMatchCase] = useState(false);
  const [wanted, setWanted] = useState<Search>();
  const query = useQuery({
    queryKey: ['search', instance, wanted],
    queryFn: ({ signal }) => (wanted ? searchFiles(instance, wanted, signal) : undefined),
    enabled: wanted !== undefined,
    retry: false,
    gcTime: 0,
  });
  const isEmpty = name.trim() === '' && content === '';
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (isEmpty) return;
    const next = { path, name: name.trim(), content, regex, matchCase, limit: LIMIT };
    if (JSON.stringify(next) === JSON.stringify(wanted)) void query.refetch();
    else setWanted(next);
  };
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={t('search.title', { folder: path === '' ? t('root') : shownName(path) })}
    >
      <form onSubmit={submit} className="stack" role="search">
        <div className={styles.fields}>
          <Field
            label={t('search.name')}
            hint={t('search.nameHint')}
            value={name}
            mono
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => setName(event.target.value)}
          />
          <Field
            label={t('search.content')}
            hint={t('search.contentHint')}
            value={content}
            mono
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => setContent(event.target.value)}
          />
        </div>
        <div className={styles.options}>
          <CheckField label={t('search.regex')} checked={regex} onChange={(event) => setRegex(event.target.checked)} />
          <CheckField
            label={t('search.case')}
            checked={matchCase}
            onChange={(event) => setMatchCase(event.target.checked)}
          />
          <Button kind="primary" type="submit" pending={query.isFetching} disabled={isEmpty}>
            {t('search.do')}
          </Button>
        </div>
        {query.error && <ErrorNote error={query.error} />}
        <div role="status" className={styles.status}>
          {query.isFetching ? t('search.searching') : query.data && <Summary found={query.data} />}
        </div>
        {query.data && query.data.hits.length > 0 && (
          <ul className={styles.hits} aria-label={t('search.results')}>
            {query.data.hits.map((hit, index) => (
              <HitRow key={`${index} ${hit.path}`} hit={hit} onOpen={onOpen} onShow={onShow} />
            ))}
          </ul>
        )}
      </form>
    </Dialog>
  );
}

function Summary({ found }: { found: Found }) {
  const { t } = useTranslation('files');
  const words = (count: number) => ({ count, number: formatNumber(count) });
  const parts = [
    found.hits.length === 0 ? t('search.none') : t('search.found', words(found.hits.length)),
    t('search.seen', words(found.filesSeen)),
    !found.complete && t('search.incomplete'),
  ];
  return parts.filter(Boolean).join(' · ');
}

function HitRow({ hit, onOpen, onShow }: { hit: Hit } & Pick<SearchDialogProps, 'onOpen' | 'onShow'>) {
  const { t } = useTranslation('files');
  const { path, entry, line, text } = hit;
  const opens = entry.kind === 'file' || entry.kind === 'folder';
  return (
    <li>
      <div className={styles.hit}>
        <button type="button" className={styles.open} disabled={!opens} onClick={() => onOpen(path, entry.kind)}>
          <b>{shownName(entry.name)}</b>
          <small>
            {[
              parentOf(path) === '' ? t('root') : shownName(parentOf(path)),
              entry.kind === 'file' && formatBytes(entry.size),
              line !== undefined && line > 0 && t('search.line', { line: formatNumber(line) }),
            ]
              .filter(Boolean)
              .join(' · ')}
          </small>
          {text !== undefined && text !== '' && <code>{text}</code>}
        </button>
        <Button kind="link" onClick={() => onShow(path)}>
          {t('search.go')}
        </Button>
      </div>
    </li>
  );
}
