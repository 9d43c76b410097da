import { Ellipsis, Search } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/design/Button';
import { Menu, MenuCheck, MenuChoice, MenuItem, MenuLabel, MenuLine } from '@/design/overlay/Menu';
import type { LevelFilter } from '../log/levels';
import type { ConsoleSession } from '../session/consoleSession';
import type { ConsoleSettings, TextSize, ViewName } from '../settings';
import styles from './ConsolePane.module.css';
import { StatusTag } from './StatusTag';

export interface ToolbarProps {
  session: ConsoleSession;
  view: ViewName;
  settings: ConsoleSettings;
  finding: boolean;
  /** Who else is here, and what the menu has about them. */
  people: ReactNode;
  peopleMenu: ReactNode;
  onView: (view: ViewName) => void;
  onChange: (change: Partial<ConsoleSettings>) => void;
  onFind: () => void;
  onSave: () => void;
  onHistory: () => void;
  onDownload: (form: 'text' | 'raw') => void;
}

const FILTERS: readonly LevelFilter[] = ['all', 'info', 'warn', 'error'];
const SIZES: readonly TextSize[] = ['small', 'normal', 'large'];

export function Toolbar({ session, people, peopleMenu, view, settings, finding, onView, onChange, onFind, onSave, onHistory, onDownload }: ToolbarProps) {
  const { t } = useTranslation('console');
  return (
    <div className={styles.bar}>
      <div className={styles.views} role="group" aria-label={t('view.label')}>
        {(['log', 'terminal'] as const).map((name) => (
          <button key={name} type="button" aria-pressed={view === name} onClick={() => onView(name)}>
            {t(`view.${name}`)}
          </button>
        ))}
      </div>
      {view === 'log' && (
        <>
          <select
            className={styles.level}
            aria-label={t('level.label')}
            value={settings.filter}
            onChange={(event) => onChange({ filter: event.target.value as LevelFilter })}
          >
            {FILTERS.map((filter) => (
              <option key={filter} value={filter}>
                {t(`level.${filter}`)}
              </option>
            ))}
          </select>
          <Button
            kind="ghost"
            small
            className={styles.toggle}
            aria-pressed={settings.wrap}
            onClick={() => onChange({ wrap: !settings.wrap })}
          >
            {t('wrap')}
          </Button>
        </>
      )}
      <span className={styles.grow} />
      {people}
      <StatusTag session={session} />
      <Button kind="ghost" small aria-expanded={finding} onClick={onFind}>
        <Search size={14} aria-hidden="true" className={styles.findIcon} />
        <span className={styles.findWord}>{t('find.open')}</span>
      </Button>
      <Menu
        trigger={
          <Button kind="ghost" icon small aria-label={t('more.label')}>
            <Ellipsis size={16} aria-hidden="true" />
          </Button>
        }
      >
        <MenuCheck checked={settings.wrap} onChange={(wrap) => onChange({ wrap })}>
          {t('more.wrap')}
        </MenuCheck>
        <MenuCheck checked={settings.times} onChange={(times) => onChange({ times })}>
          {t('more.times')}
        </MenuCheck>
        <MenuCheck checked={settings.collapse} onChange={(collapse) => onChange({ collapse })}>
          {t('more.collapse')}
        </MenuCheck>
        <MenuCheck checked={settings.announce} onChange={(announce) => onChange({ announce })}>
          {t('more.announce')}
        </MenuCheck>
        {peopleMenu}
        <MenuLine />
        <MenuLabel>{t('more.fontSize')}</MenuLabel>
        <MenuChoice
          value={settings.textSize}
          onChange={(size) => onChange({ textSize: size as TextSize })}
          choices={SIZES.map((size) => ({ value: size, label: t(`more.${size}`) }))}
        />
        <MenuLine />
        <MenuItem onSelect={onHistory}>{t('more.history')}</MenuItem>
        <MenuItem onSelect={onSave}>{t('more.save')}</MenuItem>
        <MenuItem onSelect={() => onDownload('text')}>{t('more.downloadText')}</MenuItem>
        <MenuItem onSelect={() => onDownload('raw')}>{t('more.downloadRaw')}</MenuItem>
      </Menu>
    </div>
  );
}
