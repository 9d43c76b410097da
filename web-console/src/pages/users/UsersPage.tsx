import { keepPreviousData, useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usersPage } from '@/api/userCalls';
import { NeedsRight } from '@/app/NeedsRight';
import { usePage } from '@/app/page';
import { Button } from '@/design/Button';
import { EmptyState, ErrorNote, Skeleton } from '@/design/Notices';
import { PageBody, PageHead } from '@/design/Page';
import { formatNumber } from '@/i18n/format';
import { useSelection } from '@/pages/instances/useSelection';
import { AccountInvitations } from './AccountInvitations';
import { NewUserDialog } from './NewUserDialog';
import { UserBulkBar } from './UserBulkBar';
import { UserFilters } from './UserFilters';
import { userQuery } from './userFilter';
import styles from './Users.module.css';
import { UserTable } from './UserTable';

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
  const search = useSearch({ from: '/users' });
  const navigate = useNavigate({ from: '/users' });
  const [isNew, setNew] = useState(false);
  const client = useQueryClient();
  const asked = userQuery(search);
  const query = useInfiniteQuery({
    queryKey: ['users', asked],
    queryFn: ({ pageParam, signal }) => usersPage(asked, { cursor: pageParam, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
  });
  const users = query.data?.pages.flatMap((page) => page.users) ?? [];
  const total = query.data?.pages.at(-1)?.total ?? 0;
  const selection = useSelection(users);
  const refresh = () => void client.invalidateQueries({ queryKey: ['users'] });
  const isFiltered = asked.q !== undefined || asked.role !== undefined || asked.state !== undefined;
  return (
    <>
      <PageHead
        title={t('title')}
        meta={query.data && <span aria-live="polite">{t('count', { count: total, number: formatNumber(total) })}</span>}
        actions={
          <Button kind="primary" onClick={() => setNew(true)}>
            {t('new.open')}
          </Button>
        }
      />
      <PageBody>
        <UserFilters />
        {query.error && <ErrorNote error={query.error} onRetry={() => void query.refetch()} />}
        {query.isPending && <Skeleton rows={8} />}
        {query.data && users.length === 0 && isFiltered && (
          <EmptyState
            title={t('none.title')}
            action={<Button onClick={() => void navigate({ search: {}, replace: true })}>{t('none.clear')}</Button>}
          >
            {t('none.text')}
          </EmptyState>
        )}
        {users.length > 0 && <UserTable users={users} total={total} selection={selection} onChanged={refresh} />}
        {query.hasNextPage && (
          <div className={styles.more}>
            <Button pending={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
              {t('more.show', { count: total - users.length, number: formatNumber(total - users.length) })}
            </Button>
          </div>
        )}
        <UserBulkBar selection={selection} onDone={refresh} />
        <AccountInvitations />
      </PageBody>
      {isNew && <NewUserDialog onClose={() => setNew(false)} onCreated={refresh} />}
    </>
  );
}
