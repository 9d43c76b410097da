import { useTranslation } from 'react-i18next';
import { Note } from '@/design/Notices';
import { Dialog } from '@/design/overlay/Dialog';
import { usePreference } from './preferences';
import styles from './ShortcutHelp.module.css';

const SHORTCUTS = [
  ['Ctrl K', 'palette'],
  ['g i', 'instances'],
  ['g n', 'nodes'],
  ['g a', 'account'],
  ['/', 'filter'],
  ['j', 'down'],
  ['k', 'up'],
  ['x', 'select'],
  ['Enter', 'open'],
  ['c', 'command'],
  ['F6', 'panes'],
  ['?', 'help'],
] as const;

export default function ShortcutHelp({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('shell');
  const [on] = usePreference('shortcuts', true);
  return (
    <Dialog open wide onClose={onClose} title={t('shortcuts.title')}>
      {!on && <Note>{t('shortcuts.off')}</Note>}
      <dl className={styles.list}>
        {SHORTCUTS.map(([keys, name]) => (
          <div key={name}>
            <dt>
              {keys.split(' ').map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{t(`shortcuts.${name}`)}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
