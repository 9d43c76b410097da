import { useNavigate } from '@tanstack/react-router';
import { ChevronDown } from 'lucide-react';
import { useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { InstancesSearch } from '@/app/routes';
import { Button } from '@/design/Button';
import { Field } from '@/design/Field';
import { Dialog } from '@/design/overlay/Dialog';
import { Menu, MenuItem, MenuLine } from '@/design/overlay/Menu';
import styles from '../Instances.module.css';
import type { SavedView } from '../useChoices';

export interface SavedViewsProps {
  search: InstancesSearch;
  views: readonly SavedView[];
  onSave: (view: SavedView) => void;
  onDrop: (name: string) => void;
}

const KEYS = ['q', 'state', 'node', 'sort', 'view', 'tags', 'folder', 'starred'] as const;

/** Filters, order and look under a name; they follow the person to other browsers. */
export function SavedViews({ search, views, onSave, onDrop }: SavedViewsProps) {
  const { t } = useTranslation(['instances', 'common']);
  const navigate = useNavigate({ from: '/instances' });
  const [naming, setNaming] = useState(false);
  const present = toQuery(search);
  const current = views.find(({ query }) => query === present);
  const open = (view: SavedView) => void navigate({ search: () => fromQuery(view.query), resetScroll: false });
  return (
    <>
      <Menu
        align="start"
        trigger={
          <button type="button" className={current ? `${styles.chip} ${styles.chipOn}` : styles.chip}>
            {current ? current.name : t('views.open')}
            <ChevronDown size={14} aria-hidden="true" />
          </button>
        }
      >
        {views.map((view) => (
          <MenuItem key={view.name} onSelect={() => open(view)}>
            {view.name}
          </MenuItem>
        ))}
        {views.length > 0 && <MenuLine />}
        <MenuItem onSelect={() => setNaming(true)} disabled={present === ''}>
          {t('views.save')}
        </MenuItem>
        {current && (
          <MenuItem danger onSelect={() => onDrop(current.name)}>
            {t('views.drop', { name: current.name })}
          </MenuItem>
        )}
      </Menu>
      {naming && (
        <NameDialog
          onClose={() => setNaming(false)}
          onName={(name) => {
            onSave({ name, query: present });
            setNaming(false);
          }}
        />
      )}
    </>
  );
}

function NameDialog({ onName, onClose }: { onName: (name: string) => void; onClose: () => void }) {
  const { t } = useTranslation(['instances', 'common']);
  const [name, setName] = useState('');
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (name.trim() !== '') onName(name.trim());
  };
  return (
    <Dialog open onClose={onClose} title={t('views.title')}>
      <form className="stack" onSubmit={submit}>
        <Field label={t('views.name')} value={name} maxLength={60} onChange={(event) => setName(event.target.value)} />
        <div className="actions">
          <Button onClick={onClose}>{t('common:cancel')}</Button>
          <Button kind="primary" type="submit" disabled={name.trim() === ''}>
            {t('views.confirm')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

export function toQuery(search: InstancesSearch): string {
  const query = new URLSearchParams();
  for (const key of KEYS) {
    const value = search[key];
    if (value !== undefined) query.set(key, String(value));
  }
  return query.toString();
}

/** Only what is known, whatever somebody kept. */
export function fromQuery(text: string): InstancesSearch {
  const query = new URLSearchParams(text);
  const value = (key: string) => query.get(key) ?? undefined;
  return {
    q: value('q'),
    state: value('state'),
    node: value('node'),
    sort: value('sort'),
    view: value('view'),
    tags: value('tags'),
    folder: value('folder'),
    starred: value('starred') === 'true' ? true : undefined,
  };
}
