import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Ellipsis } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { allUsers, changeUser, deleteUser } from '@/api/calls';
import type { User } from '@/api/types';
import { NeedsRight } from '@/app/NeedsRight';
import { usePage } from '@/app/page';
import { Button } from '@/design/Button';
import { ConfirmByName } from '@/design/ConfirmByName';
import { ErrorNote, Skeleton } from '@/design/Notices';
import { PageBody, PageHead } from '@/design/Page';
import table from '@/design/Table.module.css';
import { Menu, MenuItem, MenuLine } from '@/design/overlay/Menu';
import { toast } from '@/design/toasts';
import { formatAgo, formatTime } from '@/i18n/format';
import { useNow } from '@/live/useNow';
import { useMay, useSession } from '@/session/session';
import { ActDialog } from './ActDialog';
import { NewUserDialog } from './NewUserDialog';
import { PasswordDialog } from './PasswordDialog';
import { SignInsDialog } from './SignInsDialog';
import { useRoleText } from '@/pages/users/roleText';

type Open = { kind: 'new' } | { kind: 'password' | 'delete' | 'signIns' | 'act'; user: User };

export default function UsersPage() {
  return (
    <NeedsRight right="user.manage">
      <Users />
    </NeedsRight>
  );
}

function Users() {
  const { t } = useTranslation('users');
  usePage({ label: t('title') });
  const mayManage = useMay('user.manage');
  const query = useQuery({ queryKey: ['users'], queryFn: ({ signal }) => allUsers(signal) });
  const client = useQueryClient();
  const [open, setOpen] = useState<Open>();
  const refresh = () => client.invalidateQueries({ queryKey: ['users'] });

  const change = useMutation({
    mutationFn: ({ user, ...rest }: { user: User } & Parameters<typeof changeUser>[1]) => changeUser(user.id, rest),
    onSuccess: (user) => {
      toast(t('changed', { name: user.name }));
      return refresh();
    },
  });
  const remove = useMutation({
    mutationFn: (user: User) => deleteUser(user.id),
    onSuccess: (_nothing, user) => {
      setOpen(undefined);
      toast(t('delete.done', { name: user.name }));
      return refresh();
    },
  });

  return (
    <>
      <PageHead
        title={t('title')}
        meta={query.data && <span>{t('count', { count: query.data.length })}</span>}
        actions={
          mayManage && (
            <Button kind="primary" onClick={() => setOpen({ kind: 'new' })}>
              {t('new.open')}
            </Button>
          )
        }
      />
      <PageBody>
        {query.error && <ErrorNote error={query.error} onRetry={() => void query.refetch()} />}
        {change.error && <ErrorNote error={change.error} />}
        {query.isPending && <Skeleton rows={3} />}
        {query.data && (
          <UserTable
            users={query.data}
            onChange={(user, part) => change.mutate({ user, ...part })}
            onPassword={(user) => setOpen({ kind: 'password', user })}
            onOpen={(kind, user) => setOpen({ kind, user })}
            onDelete={(user) => {
              remove.reset();
              setOpen({ kind: 'delete', user });
            }}
          />
        )}
      </PageBody>
      {open?.kind === 'new' && <NewUserDialog onClose={() => setOpen(undefined)} onCreated={() => void refresh()} />}
      {open?.kind === 'password' && <PasswordDialog user={open.user} onClose={() => setOpen(undefined)} />}
      {open?.kind === 'signIns' && <SignInsDialog user={open.user} onClose={() => setOpen(undefined)} />}
      {open?.kind === 'act' && <ActDialog user={open.user} onClose={() => setOpen(undefined)} />}
      {open?.kind === 'delete' && (
        <ConfirmByName
          title={t('delete.title', { name: open.user.name })}
          description={t('delete.text')}
          name={open.user.name}
          action={t('delete.confirm')}
          pending={remove.isPending}
          error={remove.error}
          onConfirm={() => remove.mutate(open.user)}
          onClose={() => setOpen(undefined)}
        />
      )}
    </>
  );
}

interface UserTableProps {
  users: readonly User[];
  onChange: (user: User, change: Parameters<typeof changeUser>[1]) => void;
  onPassword: (user: User) => void;
  onOpen: (kind: 'signIns' | 'act', user: User) => void;
  onDelete: (user: User) => void;
}

function UserTable({ users, onChange, onPassword, onOpen, onDelete }: UserTableProps) {
  const { t } = useTranslation(['users', 'common']);
  const roleText = useRoleText();
  const { id: me, role } = useSession().user;
  const isAdministrator = role === 'administrator';
  const mayAudit = useMay('audit.read');
  const navigate = useNavigate();
  const now = useNow();
  return (
    <div className={table.wrap}>
      <table className={table.table}>
        <thead>
          <tr>
            {(['name', 'role', 'access', 'lastSignIn', 'created'] as const).map((column) => (
              <th key={column} scope="col">
                {t(`column.${column}`)}
              </th>
            ))}
            <th scope="col">
              <span className="visually-hidden">{t('column.actions')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {users.map((user) => (
            <tr key={user.id}>
              <td>
                <span>
                  <span className={table.name}>{user.name}</span>
                  {user.id === me && <span className={table.dim}> {t('you')}</span>}
                </span>
              </td>
              <td data-label={t('column.role')}>{roleText(user.role)}</td>
              <td data-label={t('column.access')}>{user.disabled ? t('disabled') : t('enabled')}</td>
              <td data-label={t('column.lastSignIn')}>
                {user.lastSignIn === undefined ? t('common:never') : formatAgo(user.lastSignIn, now)}
              </td>
              <td data-label={t('column.created')}>{formatTime(user.created, now)}</td>
              <td className={table.actions}>
                <Menu
                  trigger={
                    <Button kind="ghost" small icon aria-label={t('more', { name: user.name })}>
                      <Ellipsis size={16} aria-hidden="true" />
                    </Button>
                  }
                >
                  <MenuItem onSelect={() => onChange(user, { role: user.role === 'administrator' ? 'user' : 'administrator' })}>
                    {user.role === 'administrator' ? t('makeUser') : t('makeAdministrator')}
                  </MenuItem>
                  <MenuItem onSelect={() => onPassword(user)}>{t('password.open')}</MenuItem>
                  <MenuItem onSelect={() => onOpen('signIns', user)}>{t('signIns.open')}</MenuItem>
                  {isAdministrator && user.role !== 'administrator' && !user.disabled && (
                    <MenuItem onSelect={() => onOpen('act', user)}>{t('act')}</MenuItem>
                  )}
                  {mayAudit && (
                    <MenuItem onSelect={() => void navigate({ to: '/audit', search: { user: user.id } })}>{t('audit')}</MenuItem>
                  )}
                  {user.id !== me && (
                    <>
                      <MenuItem onSelect={() => onChange(user, { disabled: !user.disabled })}>
                        {user.disabled ? t('enable') : t('disable')}
                      </MenuItem>
                      <MenuLine />
                      <MenuItem danger onSelect={() => onDelete(user)}>
                        {t('delete.open')}
                      </MenuItem>
                    </>
                  )}
                </Menu>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
