import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { ArrowDown, ArrowUp } from 'lucide-react';
import { memo, useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import type { User } from '@/api/types';
import { PHONE, useMedia } from '@/app/useMedia';
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
  /** Those included that aren't loaded yet. */
  count: number;
  /** Told down to which place the window reaches. */
  reach: (index: number) => void;
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

/** One row an account; on phones a card. Drawn only where the window is; two spacers hold the place of the others. */
export function UserTable({ users, count, reach, selection, onChanged }: UserTableProps) {
  const { t } = useTranslation('users');
  const me = useSession().user.id;
  const now = useNow();
  const list = useRef<HTMLTableElement>(null);
  const rows = useRows(list, count);
  const items = rows.getVirtualItems();
  const first = items.at(0);
  const last = items.at(-1);
  const before = first ? first.start - rows.options.scrollMargin : 0;
  const after = last ? rows.getTotalSize() - (last.end - rows.options.scrollMargin) : 0;
  const shown = last?.index ?? 0;
  useEffect(() => reach(shown), [reach, shown]);
  return (
    <div className={`${table.wrap} ${styles.users}`}>
      <table ref={list} className={table.table} aria-rowcount={count + 1}>
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
            <th scope="col" className={styles.menu}>
              <span className="visually-hidden">{t('column.actions')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {before > 0 && <Spacer height={before} />}
          {items.map(({ index }) => {
            const user = users[index];
            return user === undefined ? (
              <Waiting key={index} index={index} measure={rows.measureElement} />
            ) : (
              <Row
                key={user.id}
                index={index}
                measure={rows.measureElement}
                user={user}
                isMe={user.id === me}
                now={now}
                selected={selection.has(user.id)}
                onToggle={selection.toggle}
                onExtend={selection.extend}
                onChanged={onChanged}
              />
            );
          })}
          {after > 0 && <Spacer height={after} />}
        </tbody>
      </table>
    </div>
  );
}

const ROW = 45;
const CARD = 240;

function useRows(list: RefObject<HTMLTableElement | null>, count: number) {
  const isPhone = useMedia(PHONE);
  const [margin, setMargin] = useState(0);
  useLayoutEffect(() => {
    const body = list.current?.querySelector('tbody');
    if (!body) return undefined;
    const measure = () => setMargin(body.getBoundingClientRect().top + window.scrollY);
    // What stands above the list may grow: an error, filters that need another line.
    const observer = new ResizeObserver(measure);
    observer.observe(document.body);
    return () => observer.disconnect();
  }, [list]);
  return useWindowVirtualizer({
    count,
    estimateSize: () => (isPhone ? CARD : ROW),
    overscan: isPhone ? 4 : 12,
    scrollMargin: margin,
  });
}

function Spacer({ height }: { height: number }) {
  return (
    <tr aria-hidden="true" className={styles.spacer}>
      <td colSpan={COLUMNS.length + 2} style={{ blockSize: height }} />
    </tr>
  );
}

interface Placed {
  index: number;
  measure: (row: HTMLTableRowElement | null) => void;
}

/** The place of somebody who is being fetched. */
function Waiting({ index, measure }: Placed) {
  return (
    <tr ref={measure} data-index={index} aria-rowindex={index + 2} className={styles.waiting} aria-busy="true">
      <td colSpan={COLUMNS.length + 2}>{'…'}</td>
    </tr>
  );
}

function Head({ column, sort }: { column: (typeof COLUMNS)[number]['key']; sort: UserSort | undefined }) {
  const { t } = useTranslation('users');
  const present = parseUserSort(useSearch({ from: '/users' }).sort);
  const navigate = useNavigate({ from: '/users' });
  if (sort === undefined) return <th scope="col" className={styles[column]}>{t(`column.${column}`)}</th>;
  const on = present.key === sort;
  const Arrow = present.descending ? ArrowDown : ArrowUp;
  const next = formatUserSort(sort, on ? !present.descending : sort !== 'name');
  return (
    <th scope="col" className={styles[column]} aria-sort={on ? (present.descending ? 'descending' : 'ascending') : undefined}>
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

interface RowProps extends Placed {
  user: User;
  isMe: boolean;
  now: number;
  selected: boolean;
  onToggle: (id: string) => void;
  onExtend: (id: string) => void;
  onChanged: () => void;
}

const Row = memo(function Row({ index, measure, user, isMe, now, selected, onToggle, onExtend, onChanged }: RowProps) {
  const { t } = useTranslation(['users', 'common']);
  const roleName = useRoleNameOf();
  return (
    <tr ref={measure} data-index={index} aria-rowindex={index + 2} className={selected ? styles.selected : undefined}>
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
