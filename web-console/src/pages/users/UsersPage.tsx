import { useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
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
import { useUserPages } from './useUserPages';
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
  const { query, users, count, total, reach } = useUserPages(asked);
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
        {users.length > 0 && (
          <UserTable users={users} count={count} reach={reach} selection={selection} onChanged={refresh} />
        )}
        <UserBulkBar selection={selection} onDone={refresh} />
        <AccountInvitations />
      </PageBody>
      {isNew && <NewUserDialog onClose={() => setNew(false)} onCreated={refresh} />}
    </>
  );
}
