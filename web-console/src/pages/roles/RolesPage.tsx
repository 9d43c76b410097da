import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { Ellipsis } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { deleteRole, type RoleInfo } from '@/api/roleCalls';
import { NeedsAnyRight } from '@/app/NeedsRight';
import { usePage } from '@/app/page';
import { Button } from '@/design/Button';
import { ErrorNote, Skeleton } from '@/design/Notices';
import { PageBody, PageHead } from '@/design/Page';
import table from '@/design/Table.module.css';
import { Dialog } from '@/design/overlay/Dialog';
import { Menu, MenuItem, MenuLine } from '@/design/overlay/Menu';
import { toast } from '@/design/toasts';
import { formatNumber } from '@/i18n/format';
import { useMay } from '@/session/session';
import { RoleSelect } from './RoleSelect';
import styles from './Roles.module.css';
import { useRoleName, useRoles } from './useRoles';

export default function RolesPage() {
  return (
    <NeedsAnyRight rights={['role.manage', 'user.manage']}>
      <Roles />
    </NeedsAnyRight>
  );
}

function Roles() {
  const { t } = useTranslation('roles');
  usePage({ label: t('title') });
  const mayManage = useMay('role.manage');
  const query = useRoles();
  const navigate = useNavigate();
  const [leaving, setLeaving] = useState<RoleInfo>();
  return (
    <>
      <PageHead
        title={t('title')}
        meta={query.data && <span>{t('count', { count: query.data.length, number: formatNumber(query.data.length) })}</span>}
        actions={
          <>
            <Link to="/rights">{t('why.open')}</Link>
            {mayManage && (
              <Button kind="primary" onClick={() => void navigate({ to: '/roles/new' })}>
                {t('new.open')}
              </Button>
            )}
          </>
        }
      />
      <PageBody>
        <p className={styles.intro}>{t('intro')}</p>
        {query.error && <ErrorNote error={query.error} onRetry={() => void query.refetch()} />}
        {query.isPending && <Skeleton rows={4} />}
        {query.data && <RoleTable roles={query.data} mayManage={mayManage} onDelete={setLeaving} />}
      </PageBody>
      {leaving && <DeleteDialog role={leaving} onClose={() => setLeaving(undefined)} />}
    </>
  );
}

interface RoleTableProps {
  roles: readonly RoleInfo[];
  mayManage: boolean;
  onDelete: (role: RoleInfo) => void;
}

function RoleTable({ roles, mayManage, onDelete }: RoleTableProps) {
  const { t } = useTranslation('roles');
  const name = useRoleName();
  const navigate = useNavigate();
  return (
    <div className={table.wrap}>
      <table className={table.table}>
        <thead>
          <tr>
            <th scope="col">{t('column.name')}</th>
            <th scope="col">{t('column.text')}</th>
            <th scope="col" className={table.number}>
              {t('column.permissions')}
            </th>
            <th scope="col" className={table.number}>
              {t('column.holders')}
            </th>
            <th scope="col">
              <span className="visually-hidden">{t('column.actions')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {roles.map((role) => (
            <tr key={role.id}>
              <td>
                <span className={styles.roleName}>
                  <Link to="/roles/$id" params={{ id: role.id }} className={table.name}>
                    {name(role)}
                  </Link>
                  {role.builtIn && <span className={styles.badge}>{t('builtInBadge')}</span>}
                </span>
              </td>
              <td className={styles.text}>
                <span>{role.builtIn ? t(`builtIn.${role.id as 'user'}`) : role.description}</span>
              </td>
              <td className={table.number} data-label={t('column.permissions')}>
                {formatNumber(new Set([...role.permissions, ...role.own]).size)}
              </td>
              <td className={table.number} data-label={t('column.holders')}>
                {formatNumber(role.holders)}
              </td>
              <td className={table.actions}>
                {mayManage && (
                  <Menu
                    trigger={
                      <Button kind="ghost" small icon aria-label={t('more', { name: name(role) })}>
                        <Ellipsis size={16} aria-hidden="true" />
                      </Button>
                    }
                  >
                    <MenuItem onSelect={() => void navigate({ to: '/roles/new', search: { from: role.id } })}>
                      {t('copy')}
                    </MenuItem>
                    {!role.builtIn && (
                      <>
                        <MenuLine />
                        <MenuItem danger onSelect={() => onDelete(role)}>
                          {t('delete.open')}
                        </MenuItem>
                      </>
                    )}
                  </Menu>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function DeleteDialog({ role, onClose }: { role: RoleInfo; onClose: () => void }) {
  const { t } = useTranslation(['roles', 'common']);
  const client = useQueryClient();
  const [replacement, setReplacement] = useState('user');
  const isUsed = role.holders > 0;
  const remove = useMutation({
    mutationFn: () => deleteRole(role.id, isUsed ? replacement : undefined),
    onSuccess: () => {
      toast(t('delete.done', { name: role.name }));
      void client.invalidateQueries({ queryKey: ['users'] });
      void client.invalidateQueries({ queryKey: ['roles'] });
      onClose();
    },
  });
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('delete.title', { name: role.name })}
      description={
        isUsed ? t('delete.used', { count: role.holders, number: formatNumber(role.holders) }) : t('delete.unused')
      }
      actions={
        <>
          <Button onClick={onClose}>{t('common:cancel')}</Button>
          <Button kind="danger" pending={remove.isPending} onClick={() => remove.mutate()}>
            {t('delete.confirm')}
          </Button>
        </>
      }
    >
      {isUsed && <RoleSelect label={t('delete.replacement')} value={replacement} except={role.id} onChange={setReplacement} />}
      {remove.error && <ErrorNote error={remove.error} />}
    </Dialog>
  );
}
