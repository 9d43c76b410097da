import { ChevronDown, Star } from 'lucide-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Menu, MenuCheck, MenuChoice, MenuLine } from '@/design/overlay/Menu';
import { formatSort, parseSort, SORTS, tagsOf, type SortKey } from './filter';
import type { FiltersProps } from './Filters';
import styles from './Instances.module.css';

/** Favourites, tags and the order. */
export function MoreFilters({ search, instances, onChange }: Pick<FiltersProps, 'search' | 'instances' | 'onChange'>) {
  const { t } = useTranslation('instances');
  const known = useMemo(() => [...new Set(instances.flatMap(tagsOf))].sort((a, b) => a.localeCompare(b)), [instances]);
  const tags = search.tags?.split(',').filter(Boolean) ?? [];
  const sort = parseSort(search.sort);
  const toggle = (tag: string, on: boolean) => {
    const next = on ? [...tags, tag] : tags.filter((each) => each !== tag);
    onChange({ tags: next.length === 0 ? undefined : next.join(',') });
  };
  const chip = (on: boolean) => (on ? `${styles.chip} ${styles.chipOn}` : styles.chip);
  return (
    <>
      {(known.length > 0 || tags.length > 0) && (
        <Menu
          align="start"
          trigger={
            <button type="button" className={chip(tags.length > 0)}>
              {t('filter.tags', { tags: tags.length > 0 ? tags.join(', ') : t('filter.anyTags') })}
              <ChevronDown size={14} aria-hidden="true" />
            </button>
          }
        >
          {[...new Set([...known, ...tags])].map((tag) => (
            <MenuCheck key={tag} checked={tags.includes(tag)} onChange={(on) => toggle(tag, on)}>
              {tag}
            </MenuCheck>
          ))}
        </Menu>
      )}
      <button
        type="button"
        className={chip(search.starred === true)}
        aria-pressed={search.starred === true}
        onClick={() => onChange({ starred: search.starred ? undefined : true })}
      >
        <Star size={14} aria-hidden="true" />
        {t('filter.starred')}
      </button>
      <Menu
        align="start"
        trigger={
          <button type="button" className={styles.chip}>
            {t('filter.sort', { sort: t(`filter.sorts.${sort.key}`) })}
            <ChevronDown size={14} aria-hidden="true" />
          </button>
        }
      >
        <MenuChoice
          value={sort.key}
          onChange={(key) => onChange({ sort: formatSort({ ...sort, key: key as SortKey }) })}
          choices={SORTS.map((key) => ({ value: key, label: t(`filter.sorts.${key}`) }))}
        />
        <MenuLine />
        <MenuCheck
          checked={sort.descending}
          onChange={(descending) => onChange({ sort: formatSort({ ...sort, descending }) })}
        >
          {t('filter.descending')}
        </MenuCheck>
      </Menu>
    </>
  );
}
