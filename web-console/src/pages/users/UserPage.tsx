import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { oneUser } from '@/api/userCalls';
import { asProblem } from '@/api/problem';
import type { User } from '@/api/types';
import { NeedsRight } from '@/app/NeedsRight';
import { usePage } from '@/app/page';
import buttons from '@/design/Button.module.css';
import { EmptyState, ErrorNote, Note, Skeleton } from '@/design/Notices';
import { Dot, Facts, PageBody, PageHead, Section } from '@/design/Page';
import { formatAgo, formatTime } from '@/i18n/format';
import { useNow } from '@/live/useNow';
import { useMay, useSession } from '@/session/session';
import { ProfileSection } from './ProfileSection';
import { useRoleNameOf } from '@/pages/roles/useRoles';
import { UserInstancesSection } from './UserInstancesSection';
import { UserMenu } from './UserMenu';
import { UserSessionsSection } from './UserSessionsSection';

export default function UserPage() {
  return (
    <NeedsRight right="user.manage">
      <OneUser />
    </NeedsRight>
  );
}

function OneUser() {
  const { id } = useParams({ from: '/users/$id' });
  const { t } = useTranslation('users');
  const query = useQuery({ queryKey: ['user', id], queryFn: ({ signal }) => oneUser(id, signal) });
  usePage({ label: t('title'), to: '/users' }, { label: query.data?.name ?? id });
  if (query.error !== null && [404, 400].includes(asProblem(query.error).status)) {
    return (
      <EmptyState page title={t('gone.title')} action={<Link to="/users">{t('gone.back')}</Link>}>
        {t('gone.text')}
      </EmptyState>
    );
  }
  if (query.data) return <View key={id} user={query.data} />;
  if (query.error) {
    return (
      <PageBody>
        <ErrorNote error={query.error} onRetry={() => void query.refetch()} />
      </PageBody>
    );
  }
  return <Skeleton height="page" />;
}

function View({ user }: { user: User }) {
  const { t } = useTranslation(['users', 'common']);
  const roleName = useRoleNameOf();
  const isMe = useSession().user.id === user.id;
  const mayAudit = useMay('audit.read');
  const now = useNow();
  const client = useQueryClient();
  const navigate = useNavigate();
  const refresh = () => {
    for (const key of ['user', 'users', 'user-sessions']) void client.invalidateQueries({ queryKey: [key] });
  };
  return (
    <>
      <PageHead
        title={user.name}
        meta={
          <>
            {user.displayName !== undefined && (
              <>
                <span>{user.displayName}</span>
                <Dot />
              </>
            )}
            <span>{roleName(user.role)}</span>
            <Dot />
            <span>{user.disabled ? t('disabled') : t('enabled')}</span>
            {isMe && (
              <>
                <Dot />
                <span>{t('you')}</span>
              </>
            )}
          </>
        }
        actions={
          <>
            {mayAudit && (
              <Link to="/audit" search={{ user: user.id }} className={buttons.button}>
                {t('audit')}
              </Link>
            )}
            <UserMenu user={user} isMe={isMe} onChanged={refresh} onDeleted={() => void navigate({ to: '/users' })} />
          </>
        }
      />
      <PageBody narrow>
        {user.disabled && (
          <Note kind="moving">
            {[
              user.disabledUntil === undefined ? t('ban.now') : t('ban.nowUntil', { time: formatTime(user.disabledUntil, now) }),
              user.banReason !== undefined && t('ban.because', { reason: user.banReason }),
            ]
              .filter(Boolean)
              .join(' ')}
          </Note>
        )}
        <ProfileSection key={user.revision} user={user} onSaved={refresh} />
        <Section title={t('account')}>
          <Facts
            facts={[
              [t('column.role'), roleName(user.role)],
              [t('column.lastSignIn'), user.lastSignIn === undefined ? t('common:never') : formatAgo(user.lastSignIn, now)],
              [t('column.created'), formatTime(user.created, now)],
              [t('id'), <code key="id">{user.id}</code>],
            ]}
          />
        </Section>
        <UserSessionsSection user={user} />
        <UserInstancesSection user={user} />
      </PageBody>
    </>
  );
}
