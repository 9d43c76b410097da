import { useMutation } from '@tanstack/react-query';
import { ChevronDown } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { changeUsers, MOST_AT_ONCE, type UserOrder, type UserResult } from '@/api/userCalls';
import { ProblemError } from '@/api/problem';
import type { Role, User } from '@/api/types';
import { PHONE, useMedia } from '@/app/useMedia';
import { Button } from '@/design/Button';
import { ErrorNote } from '@/design/Notices';
import { Dialog } from '@/design/overlay/Dialog';
import { Menu, MenuItem } from '@/design/overlay/Menu';
import { useProblemTexts } from '@/design/problemTexts';
import { toast } from '@/design/toasts';
import { FormDialog } from '@/files/dialogs/FormDialog';
import type { Selection } from '@/pages/instances/useSelection';
import { BanDialog } from './BanDialog';
import { RoleSelect } from '@/pages/roles/RoleSelect';
import styles from './Users.module.css';

type Open = 'role' | 'ban' | 'delete';

/** The same for all that are ticked. What couldn't be done says why, and stays ticked. */
export function UserBulkBar({ selection, onDone }: { selection: Selection<User>; onDone: () => void }) {
  const { t } = useTranslation('users');
  const isPhone = useMedia(PHONE);
  const [open, setOpen] = useState<Open>();
  const [failed, setFailed] = useState<readonly { user: string; error: string }[]>([]);
  const { selected, clear } = selection;
  const users = selected.slice(0, MOST_AT_ONCE);
  const ids = users.map((user) => user.id);
  const close = () => setOpen(undefined);

  const show = (results: readonly UserResult[]) => {
    const names = new Map(selected.map((user) => [user.id, user.name]));
    const left = results.flatMap(({ id, error }) => (error === undefined ? [] : [{ user: names.get(id) ?? id, error }]));
    const done = results.length - left.length;
    if (done > 0) toast(t('bulk.done', { count: done }));
    setFailed(left);
    clear();
    onDone();
  };
  const run = useMutation({ mutationFn: (order: Omit<UserOrder, 'users'>) => changeUsers({ ...order, users: ids }), onSuccess: show });
  const acts: readonly { text: string; run: () => void; now?: boolean; danger?: boolean }[] = [
    { text: t('enable'), run: () => run.mutate({ action: 'enable' }), now: true },
    { text: t('ban.open'), run: () => setOpen('ban') },
    { text: t('role.open'), run: () => setOpen('role') },
    { text: t('signOut.open'), run: () => run.mutate({ action: 'sign-out' }), now: true },
    { text: t('delete.open'), run: () => setOpen('delete'), danger: true },
  ];

  return (
    <>
      {failed.length > 0 && <Failures failed={failed} onClose={() => setFailed([])} />}
      {run.error && <ErrorNote error={run.error} />}
      {selected.length > 0 && (
        <div className={styles.bulk} role="region" aria-label={t('bulk.label')}>
          <b>{t('bulk.selected', { count: selected.length })}</b>
          {selected.length > MOST_AT_ONCE && <span>{t('bulk.most', { count: MOST_AT_ONCE })}</span>}
          {isPhone ? (
            <Menu
              trigger={
                <Button small pending={run.isPending}>
                  {t('bulk.actions')}
                  <ChevronDown size={14} aria-hidden="true" />
                </Button>
              }
            >
              {acts.map((act) => (
                <MenuItem key={act.text} danger={act.danger ?? false} onSelect={act.run}>
                  {act.text}
                </MenuItem>
              ))}
            </Menu>
          ) : (
            acts.map((act) => (
              <Button key={act.text} small kind={act.danger ? 'danger' : 'plain'} pending={act.now === true && run.isPending} onClick={act.run}>
                {act.text}
              </Button>
            ))
          )}
          <Button kind="link" onClick={clear}>
            {t('bulk.clear')}
          </Button>
        </div>
      )}
      {open === 'ban' && <BanDialog users={users} onClose={close} onChanged={onDone} onResults={show} />}
      {open === 'role' && <RolesDialog count={users.length} onClose={close} onSet={(role) => run.mutateAsync({ action: 'role', role })} />}
      {open === 'delete' && (
        <FormDialog
          title={t('delete.titleMany', { count: users.length })}
          description={t('delete.text')}
          action={t('delete.confirmMany', { count: users.length })}
          onSubmit={() => run.mutateAsync({ action: 'delete' })}
          onClose={close}
        >
          <p>{users.map((user) => user.name).join(', ')}</p>
        </FormDialog>
      )}
    </>
  );
}

function RolesDialog({ count, onClose, onSet }: { count: number; onClose: () => void; onSet: (role: Role) => Promise<unknown> }) {
  const { t } = useTranslation('users');
  const [role, setRole] = useState<Role>('user');
  return (
    <FormDialog
      title={t('role.titleMany', { count })}
      description={t('role.text')}
      action={t('role.set')}
      onSubmit={() => onSet(role)}
      onClose={onClose}
    >
      <RoleSelect label={t('column.role')} value={role} onChange={setRole} />
    </FormDialog>
  );
}

function Failures({ failed, onClose }: { failed: readonly { user: string; error: string }[]; onClose: () => void }) {
  const { t } = useTranslation(['users', 'common']);
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('bulk.failed', { count: failed.length })}
      actions={<Button onClick={onClose}>{t('common:close')}</Button>}
    >
      <ul className={styles.list}>
        {failed.map(({ user, error }) => (
          <Failed key={user} user={user} error={error} />
        ))}
      </ul>
    </Dialog>
  );
}

function Failed({ user, error }: { user: string; error: string }) {
  const texts = useProblemTexts(new ProblemError({ code: error, status: 409 }));
  return (
    <li>
      <div className={styles.item}>
        <b>{user}</b>
        <small>{[texts.title, texts.remedy].filter(Boolean).join('. ')}</small>
      </div>
    </li>
  );
}
