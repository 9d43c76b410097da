import { ChevronDown } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useMedia } from '@/app/useMedia';
import { Button } from '@/design/Button';
import { Menu, MenuItem } from '@/design/overlay/Menu';
import styles from '../people/People.module.css';

export interface CommandButtonsProps {
  buttons: readonly { label: string; command: string }[];
  /** Whether this command may be sent now. */
  can: (command: string) => boolean;
  onSend: (command: string) => void;
}

/** Commands that were saved for everybody: one press sends one. A menu where there is little room. */
export function CommandButtons({ buttons, can, onSend }: CommandButtonsProps) {
  const { t } = useTranslation('console');
  const narrow = useMedia('(max-width: 639px)');
  if (buttons.length === 0) return null;
  return (
    <div className={styles.buttons} role="group" aria-label={t('buttons.label')}>
      {narrow ? (
        <Menu
          align="start"
          trigger={
            <Button kind="ghost" small>
              {t('buttons.label')} <ChevronDown size={14} aria-hidden="true" />
            </Button>
          }
        >
          {buttons.map(({ label, command }, index) => (
            <MenuItem key={index} disabled={!can(command)} onSelect={() => onSend(command)}>
              {label}
            </MenuItem>
          ))}
        </Menu>
      ) : (
        buttons.map(({ label, command }, index) => (
          <Button key={index} small title={command} disabled={!can(command)} onClick={() => onSend(command)}>
            {label}
          </Button>
        ))
      )}
    </div>
  );
}
