import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { ArrowDown, ArrowUp } from 'lucide-react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { User } from '@/api/types';
import table from '@/design/Table.module.css';
import { formatAgo, formatNumber, formatTime } from '@/i18n/format';
import { useNow } from '@/live/useNow';
import type { Selection } from '@/pages/instances/useSelection';
import { useSession } from '@/session/session';
import { useRoleNameOf } from '@/pages/roles/useRoles';
import { UserMenu } from './UserMenu';
import { formatUserSort, parseUserSort, type UserSort } from './userFilter';
import styles from './Users.module.css';

export interface UserTableProps {
  users: readonly User[];
  total: number;
  selection: Selection<User>;
  onChanged: () => void;
}

const COLUMNS: readonly { key: 'name' | 'role' | 'access' | 'instances' | 'lastSignIn' | 'created'; sort?: UserSort }[] = [
  { key: 'name', sort: 'name' },
  { key: 'role' },
  { key: 'access' },
  { key: 'instances' },
  { key: 'lastSignIn', sort: 'last-sign-in' },
  { key: 'created', sort: 'created' },
];

/** One row an account; on phones a card. */
export function UserTable({ users, total, selection, onChanged }: UserTableProps) {
  const { t } = useTranslation('users');
  const me = useSession().user.id;
  const now = useNow();
  return (
    <div className={table.wrap}>
      <table className={table.table} aria-rowcount={total + 1}>
        <thead>
          <tr>
            <th scope="col" className={styles.check}>
              <input
                type="checkbox"
                aria-label={t('selectAll', { count: users.length })}
                checked={selection.all}
                ref={(box) => {
                  if (box) box.indeterminate = !selection.all && selection.selected.length > 0;
                }}
                onChange={selection.toggleAll}
              />
            </th>
            {COLUMNS.map((column) => (
              <Head key={column.key} column={column.key} sort={column.sort} />
            ))}
            <th scope="col">
              <span className="visually-hidden">{t('column.actions')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {users.map((user) => (
            <Row
              key={user.id}
              user={user}
              isMe={user.id === me}
              now={now}
              selected={selection.has(user.id)}
              onToggle={selection.toggle}
              onExtend={selection.extend}
              onChanged={onChanged}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Head({ column, sort }: { column: (typeof COLUMNS)[number]['key']; sort: UserSort | undefined }) {
  const { t } = useTranslation('users');
  const present = parseUserSort(useSearch({ from: '/users' }).sort);
  const navigate = useNavigate({ from: '/users' });
  if (sort === undefined) return <th scope="col">{t(`column.${column}`)}</th>;
  const on = present.key === sort;
  const Arrow = present.descending ? ArrowDown : ArrowUp;
  const next = formatUserSort(sort, on ? !present.descending : sort !== 'name');
  return (
    <th scope="col" aria-sort={on ? (present.descending ? 'descending' : 'ascending') : undefined}>
      <button
        type="button"
        className={styles.head}
        onClick={() => void navigate({ search: (former) => ({ ...former, sort: next }), replace: true })}
      >
        {t(`column.${column}`)}
        {on && <Arrow size={12} aria-hidden="true" />}
      </button>
    </th>
  );
}

interface RowProps {
  user: User;
  isMe: boolean;
  now: number;
  selected: boolean;
  onToggle: (id: string) => void;
  onExtend: (id: string) => void;
  onChanged: () => void;
}

const Row = memo(function Row({ user, isMe, now, selected, onToggle, onExtend, onChanged }: RowProps) {
  const { t } = useTranslation(['users', 'common']);
  const roleName = useRoleNameOf();
  return (
    <tr className={selected ? styles.selected : undefined}>
      <td className={styles.check} data-label={t('select', { name: user.name })}>
        <input
          type="checkbox"
          aria-label={t('select', { name: user.name })}
          checked={selected}
          onChange={(event) => ((event.nativeEvent as MouseEvent).shiftKey ? onExtend(user.id) : onToggle(user.id))}
        />
      </td>
      <td>
        <span className={styles.who}>
          <Link to="/users/$id" params={{ id: user.id }} className={table.name}>
            {user.name}
          </Link>
          {isMe && <small>{t('you')}</small>}
          {user.displayName !== undefined && <small>{user.displayName}</small>}
        </span>
      </td>
      <td data-label={t('column.role')}>{roleName(user.role)}</td>
      <td data-label={t('column.access')} className={user.disabled ? styles.banned : undefined}>
        {accessText(t, user, now)}
      </td>
      <td data-label={t('column.instances')}>{formatNumber(user.instances)}</td>
      <td data-label={t('column.lastSignIn')}>
        {user.lastSignIn === undefined ? t('common:never') : formatAgo(user.lastSignIn, now)}
      </td>
      <td data-label={t('column.created')}>{formatTime(user.created, now)}</td>
      <td className={table.actions}>
        <UserMenu user={user} isMe={isMe} onChanged={onChanged} />
      </td>
    </tr>
  );
});

type T = ReturnType<typeof useTranslation<['users', 'common']>>['t'];

function accessText(t: T, user: User, now: number): string {
  if (!user.disabled) return t('enabled');
  return user.disabledUntil === undefined ? t('disabled') : t('disabledUntil', { time: formatTime(user.disabledUntil, now) });
}
