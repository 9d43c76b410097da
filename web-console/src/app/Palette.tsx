import { useNavigate } from '@tanstack/react-router';
import { Command } from 'cmdk';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { StatePill } from '@/instance/StatePill';
import { useInstances, useNodes } from '@/live/useLive';
import { useMay } from '@/session/session';
import styles from './Palette.module.css';
import { usePlaces } from './places';
import { changeLook, look, type Look } from './preferences';

const MOST_SHOWN = 30;
const THEMES: readonly Look['theme'][] = ['system', 'light', 'dark'];

/** Ctrl K: pages, instances, nodes and a few actions by name. */
export default function Palette({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(['shell', 'common']);
  const navigate = useNavigate();
  const [query, setQuery] = useState('');
  const places = usePlaces();
  const mayCreate = useMay('instance.create');
  const instances = useInstances();
  const nodes = useNodes(places.some((place) => place.key === 'nodes'));

  const go = (to: () => Promise<void>) => () => {
    onClose();
    void to();
  };
  const matches = (name: string) => name.toLowerCase().includes(query.trim().toLowerCase());
  // Thousands of rows in the list would make each key press slow: only what can be seen goes in.
  const foundInstances = (instances.data?.instances ?? []).filter((each) => matches(each.name)).slice(0, MOST_SHOWN);
  const foundNodes = (nodes.data ?? []).filter((each) => matches(each.name)).slice(0, MOST_SHOWN);
  const pages = [
    ...places.map(({ key, to }) => ({ key, label: t(`nav.${key}`), to: () => navigate({ to }), shown: true })),
    { key: 'account', label: t('nav.account'), to: () => navigate({ to: '/account' }), shown: true },
    { key: 'new', label: t('palette.newInstance'), to: () => navigate({ to: '/instances/new' }), shown: mayCreate },
  ].filter((page) => page.shown && matches(page.label));
  const themes = THEMES.filter((theme) => theme !== look().theme)
    .map((theme) => ({ theme, label: t('palette.theme', { theme: t(`common:look.themes.${theme}`) }) }))
    .filter((each) => query !== '' && matches(each.label));

  return (
    <Command.Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      label={t('palette.title')}
      shouldFilter={false}
      loop
      overlayClassName={styles.shade ?? ''}
      contentClassName={styles.palette ?? ''}
    >
      <Command.Input value={query} onValueChange={setQuery} placeholder={t('palette.placeholder')} className={styles.input} />
      <Command.List className={styles.list}>
        <Command.Empty className={styles.nothing}>{t('palette.nothing')}</Command.Empty>
        {pages.length > 0 && (
          <Command.Group heading={t('palette.pages')}>
            {pages.map((page) => (
              <Command.Item key={page.key} value={`page ${page.key}`} onSelect={go(page.to)}>
                {page.label}
              </Command.Item>
            ))}
          </Command.Group>
        )}
        {foundInstances.length > 0 && (
          <Command.Group heading={t('palette.instances')}>
            {foundInstances.map((each) => (
              <Command.Item
                key={each.id}
                value={`instance ${each.id}`}
                onSelect={go(() => navigate({ to: '/instances/$id/console', params: { id: each.id } }))}
              >
                <span className={styles.name}>{each.name}</span>
                <StatePill instance={each} />
              </Command.Item>
            ))}
          </Command.Group>
        )}
        {foundNodes.length > 0 && (
          <Command.Group heading={t('palette.nodes')}>
            {foundNodes.map((each) => (
              <Command.Item
                key={each.id}
                value={`node ${each.id}`}
                onSelect={go(() => navigate({ to: '/nodes/$id', params: { id: each.id } }))}
              >
                {each.name}
              </Command.Item>
            ))}
          </Command.Group>
        )}
        {themes.length > 0 && (
          <Command.Group heading={t('palette.actions')}>
            {themes.map(({ theme, label }) => (
              <Command.Item
                key={theme}
                value={`theme ${theme}`}
                onSelect={() => {
                  changeLook({ theme });
                  onClose();
                }}
              >
                {label}
              </Command.Item>
            ))}
          </Command.Group>
        )}
      </Command.List>
    </Command.Dialog>
  );
}
