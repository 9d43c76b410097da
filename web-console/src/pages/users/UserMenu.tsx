import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Ellipsis } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { changeUser, deleteUser, endUserSessions } from '@/api/userCalls';
import { asProblem } from '@/api/problem';
import type { User } from '@/api/types';
import { Button } from '@/design/Button';
import { ConfirmByName } from '@/design/ConfirmByName';
import { Menu, MenuItem, MenuLine } from '@/design/overlay/Menu';
import { useProblemTexts } from '@/design/problemTexts';
import { toast } from '@/design/toasts';
import { UserRolesDialog } from '@/pages/roles/UserRolesDialog';
import { useMay, useSession } from '@/session/session';
import { ActDialog } from './ActDialog';
import { BanDialog } from './BanDialog';
import { PasswordDialog } from './PasswordDialog';
import { ResetFactorsDialog } from './ResetFactorsDialog';

export interface UserMenuProps {
  user: User;
  isMe: boolean;
  onChanged: () => void;
  /** The account is gone. */
  onDeleted?: () => void;
}

type Open = 'act' | 'factors' | 'role' | 'password' | 'ban' | 'delete';

/** What can be done with one account. */
export function UserMenu({ user, isMe, onChanged, onDeleted }: UserMenuProps) {
  const { t } = useTranslation(['users', 'roles']);
  const mayAudit = useMay('audit.read');
  const isAdministrator = useSession().user.role === 'administrator';
  const navigate = useNavigate();
  const [open, setOpen] = useState<Open>();
  const [failed, setFailed] = useState<unknown>();
  const close = () => setOpen(undefined);
  const act = (work: Promise<unknown>, done: string) => {
    setFailed(undefined);
    work.then(() => {
      toast(done);
      onChanged();
    }, setFailed);
  };
  const remove = useMutation({
    mutationFn: () => deleteUser(user.id),
    onSuccess: () => {
      toast(t('delete.done', { name: user.name }));
      close();
      (onDeleted ?? onChanged)();
    },
  });
  return (
    <>
      <Menu
        trigger={
          <Button kind="ghost" small icon aria-label={t('more.label', { name: user.name })}>
            <Ellipsis size={16} aria-hidden="true" />
          </Button>
        }
      >
        <MenuItem onSelect={() => setOpen('role')}>{t('role.open')}</MenuItem>
        <MenuItem onSelect={() => void navigate({ to: '/rights', search: { user: user.id } })}>{t('roles:why.ask')}</MenuItem>
        <MenuItem onSelect={() => setOpen('password')}>{t('password.open')}</MenuItem>
        <MenuItem onSelect={() => act(endUserSessions(user.id), t('signOut.done', { name: user.name }))}>{t('signOut.open')}</MenuItem>
        <MenuItem onSelect={() => setOpen('factors')}>{t('factors.reset')}</MenuItem>
        {isAdministrator && user.role !== 'administrator' && !user.disabled && (
          <MenuItem onSelect={() => setOpen('act')}>{t('act.open')}</MenuItem>
        )}
        {mayAudit && (
          <MenuItem onSelect={() => void navigate({ to: '/audit', search: { user: user.id } })}>{t('audit')}</MenuItem>
        )}
        {!isMe && (
          <>
            <MenuItem
              onSelect={() =>
                user.disabled
                  ? act(changeUser(user.id, { disabled: false }), t('changed', { name: user.name }))
                  : setOpen('ban')
              }
            >
              {user.disabled ? t('enable') : t('ban.open')}
            </MenuItem>
            <MenuLine />
            <MenuItem danger onSelect={() => setOpen('delete')}>
              {t('delete.open')}
            </MenuItem>
          </>
        )}
      </Menu>
      {failed !== undefined && <Failure error={failed} />}
      {open === 'role' && <UserRolesDialog user={user} onClose={close} onChanged={onChanged} />}
      {open === 'password' && <PasswordDialog user={user} onClose={close} />}
      {open === 'act' && <ActDialog user={user} onClose={close} />}
      {open === 'factors' && <ResetFactorsDialog user={user} onClose={close} />}
      {open === 'ban' && <BanDialog users={[user]} onClose={close} onChanged={onChanged} />}
      {open === 'delete' && (
        <ConfirmByName
          title={t('delete.title', { name: user.name })}
          description={t('delete.text')}
          name={user.name}
          action={t('delete.confirm')}
          pending={remove.isPending}
          error={remove.error}
          onConfirm={() => remove.mutate()}
          onClose={close}
        />
      )}
    </>
  );
}

function Failure({ error }: { error: unknown }) {
  const { title } = useProblemTexts(asProblem(error));
  return (
    <small role="alert" style={{ color: 'var(--crashed)' }}>
      {title}
    </small>
  );
}
