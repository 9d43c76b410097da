import { Outlet, useNavigate, useRouterState } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Skeleton } from '@/design/Notices';
import { Toasts } from '@/design/overlay/Toasts';
import { useMay, useSession } from '@/session/session';
import { useTray } from '@/tray/trayHost';
import { ActingBanner } from './ActingBanner';
import { BottomBar } from './BottomBar';
import styles from './Layout.module.css';
import { Rail } from './Rail';
import { useShortcuts } from './shortcuts';
import { TopBar } from './TopBar';
import { usePanes } from './usePanes';

const Palette = lazy(() => import('./Palette'));
const ShortcutHelp = lazy(() => import('./ShortcutHelp'));
const Tray = lazy(() => import('@/tray/Tray'));

/** What stands around every page: rail, top bar, bottom bar on phones, and the things that open over a page. */
export function Layout() {
  const { t } = useTranslation('shell');
  const [palette, setPalette] = useState(false);
  const [help, setHelp] = useState(false);
  const navigate = useNavigate();
  const actor = useSession().actor;
  const mayNodes = useMay('node.view');
  const { wanted: trayWanted } = useTray();

  useShortcuts(
    useMemo(
      () => ({
        '?': () => setHelp(true),
        'g i': () => void navigate({ to: '/instances' }),
        'g a': () => void navigate({ to: '/account' }),
        ...(mayNodes && { 'g n': () => void navigate({ to: '/nodes' }) }),
      }),
      [navigate, mayNodes],
    ),
  );
  usePaletteKey(() => setPalette((open) => !open));
  useFocusOnNavigation();
  usePanes();

  return (
    <div className={styles.shell}>
      <a className={styles.skip} href="#content">
        {t('skip')}
      </a>
      <Rail onHelp={() => setHelp(true)} />
      <div className={styles.main}>
        {actor && <ActingBanner actor={actor.name} />}
        <TopBar onSearch={() => setPalette(true)} />
        <main id="content" tabIndex={-1} data-pane className={styles.content}>
          <Suspense fallback={<Skeleton height="page" />}>
            <Outlet />
          </Suspense>
        </main>
      </div>
      <BottomBar onHelp={() => setHelp(true)} />
      <Toasts />
      <Suspense fallback={null}>
        {trayWanted && <Tray />}
        {palette && <Palette onClose={() => setPalette(false)} />}
        {help && <ShortcutHelp onClose={() => setHelp(false)} />}
      </Suspense>
    </div>
  );
}

/** Ctrl K works everywhere but in places that own their keys: there a program or an editor has it. */
function usePaletteKey(toggle: () => void): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const owned = event.target instanceof Element && event.target.closest('[data-keys="own"]');
      if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === 'k' && !owned) {
        event.preventDefault();
        toggle();
      }
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  });
}

/** Screen readers and the keyboard go on at the new page's content, not at the link that led there. */
function useFocusOnNavigation(): void {
  const path = useRouterState({ select: (state) => pageOf(state.resolvedLocation?.pathname ?? '') });
  const before = useRef('');
  useEffect(() => {
    const isFirst = before.current === '' || before.current === '/';
    before.current = path;
    if (!isFirst && document.activeElement?.closest('#content') === null) {
      document.getElementById('content')?.focus({ preventScroll: true });
    }
  }, [path]);
}

/** Tabs of one instance are one page. */
const pageOf = (pathname: string): string => pathname.split('/').slice(0, 3).join('/');
