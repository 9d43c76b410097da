import { useTranslation } from 'react-i18next';
import { may } from '@/api/permissions';
import { pinConsoleSize, type ConsolePresence } from '@/api/peopleCalls';
import { asProblem } from '@/api/problem';
import type { Instance } from '@/api/types';
import { MenuCheck, MenuItem, MenuLine } from '@/design/overlay/Menu';
import { toast } from '@/design/toasts';
import type { ConsoleSession } from '../session/consoleSession';

export interface PeopleMenuProps {
  instance: Instance;
  session: ConsoleSession;
  presence: ConsolePresence | undefined;
  onInputs: () => void;
}

/** What the pane's menu offers about those who share the console. */
export function PeopleMenu({ instance, session, presence, onInputs }: PeopleMenuProps) {
  const { t } = useTranslation('console');
  const size = session.size;
  const pinned = size?.pinned ?? presence?.pinned ?? false;
  const canPin = session.stream.hello?.terminal === true && session.stream.hello.write && size !== undefined;
  const canRead = may(instance, 'instance.members');
  if (!canPin && !canRead) return null;
  const pin = (wanted: boolean) => {
    if (size === undefined) return;
    pinConsoleSize(instance.id, wanted ? { columns: size.columns, rows: size.rows } : null).catch((error: unknown) =>
      toast(t('people.pinFailed', { code: asProblem(error).code }), { kind: 'failed' }),
    );
  };
  return (
    <>
      <MenuLine />
      {canPin && (
        <MenuCheck checked={pinned} onChange={pin}>
          {t('people.pin', { columns: size.columns, rows: size.rows })}
        </MenuCheck>
      )}
      {canRead && <MenuItem onSelect={onInputs}>{t('people.inputsOpen')}</MenuItem>}
    </>
  );
}
