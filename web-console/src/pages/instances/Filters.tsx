import { ChevronDown } from 'lucide-react';
import { useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Instance } from '@/api/types';
import type { InstancesSearch } from '@/app/routes';
import { useShortcuts } from '@/app/shortcuts';
import { Segmented } from '@/design/Segmented';
import { Menu, MenuChoice } from '@/design/overlay/Menu';
import { parseState, STATE_FILTERS } from './filter';
import { MoreFilters } from './MoreFilters';
import styles from './Instances.module.css';

const ANY = 'any';
const WRITE_MILLIS = 250;

export interface FiltersProps {
  search: InstancesSearch;
  instances: readonly Instance[];
  onChange: (change: Partial<InstancesSearch>) => void;
  phone: boolean;
  /** More choices at the end of the row. */
  children?: ReactNode;
}

export function Filters({ search, instances, onChange, phone, children }: FiltersProps) {
  const { t } = useTranslation(['instances', 'common']);
  const field = useRef<HTMLInputElement>(null);
  useShortcuts(useMemo(() => ({ '/': () => field.current?.focus() }), []));

  const nodes = useMemo(() => {
    const names = new Map(instances.map((instance) => [instance.node, instance.nodeName]));
    return [...names].sort((a, b) => a[1].localeCompare(b[1]));
  }, [instances]);
  const state = parseState(search.state);
  const states = [
    { value: ANY, label: t('filter.anyState') },
    ...STATE_FILTERS.map((value) => ({
      value,
      label: value === 'attention' ? t('filter.attention') : t(`common:state.${value}`),
    })),
  ];
  const nodeChoices = [
    { value: ANY, label: t('filter.allNodes') },
    ...nodes.map(([value, label]) => ({ value, label })),
  ];
  const nodeName = nodes.find(([id]) => id === search.node)?.[1];

  return (
    <div className={styles.filters} role="search">
      <QueryField fieldRef={field} value={search.q ?? ''} onChange={(q) => onChange({ q: q === '' ? undefined : q })} />
      <Menu
        align="start"
        trigger={
          <button type="button" className={state ? `${styles.chip} ${styles.chipOn}` : styles.chip}>
            {t('filter.state', { state: states.find((each) => each.value === (state ?? ANY))?.label ?? '' })}
            <ChevronDown size={14} aria-hidden="true" />
          </button>
        }
      >
        <MenuChoice
          value={state ?? ANY}
          onChange={(value) => onChange({ state: value === ANY ? undefined : value })}
          choices={states}
        />
      </Menu>
      {(nodes.length > 1 || search.node !== undefined) && (
        <Menu
          align="start"
          trigger={
            <button type="button" className={search.node ? `${styles.chip} ${styles.chipOn}` : styles.chip}>
              {t('filter.node', { node: nodeName ?? search.node ?? t('filter.all') })}
              <ChevronDown size={14} aria-hidden="true" />
            </button>
          }
        >
          <MenuChoice
            value={search.node ?? ANY}
            onChange={(value) => onChange({ node: value === ANY ? undefined : value })}
            choices={nodeChoices}
          />
        </Menu>
      )}
      <MoreFilters search={search} instances={instances} onChange={onChange} />
      {children}
      {!phone && (
        <div className={styles.views}>
          <Segmented
            label={t('view.label')}
            value={search.view === 'grid' ? 'grid' : 'table'}
            onChange={(view) => onChange({ view: view === 'grid' ? 'grid' : undefined })}
            choices={[
              { value: 'table', label: t('view.table') },
              { value: 'grid', label: t('view.grid') },
            ]}
          />
        </div>
      )}
    </div>
  );
}

interface QueryFieldProps {
  fieldRef: React.RefObject<HTMLInputElement | null>;
  value: string;
  onChange: (value: string) => void;
}

/** Typed text is shown at once and written to the URL when the typing rests. */
function QueryField({ fieldRef, value, onChange }: QueryFieldProps) {
  const { t } = useTranslation('instances');
  const [text, setText] = useState(value);
  const written = useRef(value);
  useEffect(() => {
    // The URL changed by itself: "Clear filters", the back button.
    if (value !== written.current) {
      written.current = value;
      setText(value);
    }
  }, [value]);
  useEffect(() => {
    if (text === written.current) return undefined;
    const timer = setTimeout(() => {
      written.current = text;
      onChange(text);
    }, WRITE_MILLIS);
    return () => clearTimeout(timer);
  }, [text, onChange]);
  return (
    <input
      ref={fieldRef}
      type="search"
      className={styles.query}
      value={text}
      onChange={(event) => setText(event.target.value)}
      onKeyDown={(event) => {
        if (event.key === 'Escape') {
          setText('');
          event.currentTarget.blur();
        }
      }}
      aria-label={t('filter.query')}
      placeholder={t('filter.placeholder')}
      spellCheck={false}
    />
  );
}
