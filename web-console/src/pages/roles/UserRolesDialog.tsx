import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { changeUser } from '@/api/userCalls';
import { giveRole, grantsOf, takeRole, type RoleGrant } from '@/api/roleCalls';
import type { User } from '@/api/types';
import { Button } from '@/design/Button';
import { Field, SelectField } from '@/design/Field';
import { ErrorNote, Skeleton } from '@/design/Notices';
import { Dialog } from '@/design/overlay/Dialog';
import { toast } from '@/design/toasts';
import { formatMoment } from '@/i18n/format';
import { useNodes } from '@/live/useLive';
import { useMay } from '@/session/session';
import { RoleSelect } from './RoleSelect';
import styles from './Roles.module.css';
import { useRoleNameOf } from './useRoles';

export interface UserRolesDialogProps {
  user: User;
  onClose: () => void;
  onChanged: () => void;
}

/** The role of an account, and further ones on a node or for a time. */
export function UserRolesDialog({ user, onClose, onChanged }: UserRolesDialogProps) {
  const { t } = useTranslation('roles');
  const client = useQueryClient();
  const [role, setRole] = useState(user.role);
  const main = useMutation({
    mutationFn: (next: string) => changeUser(user.id, { role: next }),
    onSuccess: (changed) => {
      toast(t('grants.mainDone', { name: changed.name }));
      onChanged();
      void client.invalidateQueries({ queryKey: ['roles'] });
    },
    onError: () => setRole(user.role),
  });
  return (
    <Dialog open wide onClose={onClose} title={t('grants.title', { name: user.name })} description={t('grants.text')}>
      <div className="stack">
        <RoleSelect
          label={t('grants.main')}
          value={role}
          onChange={(next) => {
            setRole(next);
            main.mutate(next);
          }}
        />
        {main.error && <ErrorNote error={main.error} />}
        <Grants user={user} />
      </div>
    </Dialog>
  );
}

function Grants({ user }: { user: User }) {
  const { t } = useTranslation('roles');
  const client = useQueryClient();
  const key = ['role-grants', user.id];
  const query = useQuery({ queryKey: key, queryFn: ({ signal }) => grantsOf(user.id, signal), staleTime: 0 });
  const nodes = useNodes(useMay('node.view'));
  const roleName = useRoleNameOf();
  const refresh = () => {
    void client.invalidateQueries({ queryKey: key });
    void client.invalidateQueries({ queryKey: ['roles'] });
  };
  const take = useMutation({
    mutationFn: (grant: RoleGrant) => takeRole(user.id, grant.id),
    onSuccess: (_nothing, grant) => {
      toast(t('grants.taken', { role: roleName(grant.role), name: user.name }));
      refresh();
    },
  });
  return (
    <section className="stack" aria-label={t('grants.further')}>
      <h3>{t('grants.further')}</h3>
      {query.error && <ErrorNote error={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && <Skeleton rows={1} />}
      {query.data?.length === 0 && <p>{t('grants.none')}</p>}
      {query.data && query.data.length > 0 && (
        <ul className={styles.grants}>
          {query.data.map((grant) => (
            <li key={grant.id}>
              <span>
                <b>{roleName(grant.role)}</b>
                <small>
                  {grant.node == null
                    ? t('grants.everywhere')
                    : t('grants.onNode', { node: nodes.data?.find((node) => node.id === grant.node)?.name ?? grant.node })}
                  {' · '}
                  {grant.until == null ? t('grants.forGood') : t('grants.until', { time: formatMoment(grant.until) })}
                </small>
              </span>
              <Button
                small
                aria-label={t('grants.takeOf', { role: roleName(grant.role) })}
                pending={take.isPending && take.variables.id === grant.id}
                onClick={() => take.mutate(grant)}
              >
                {t('grants.take')}
              </Button>
            </li>
          ))}
        </ul>
      )}
      {take.error && <ErrorNote error={take.error} />}
      <GiveForm user={user} onGiven={refresh} />
    </section>
  );
}

function GiveForm({ user, onGiven }: { user: User; onGiven: () => void }) {
  const { t } = useTranslation('roles');
  const nodes = useNodes(useMay('node.view'));
  const roleName = useRoleNameOf();
  const [role, setRole] = useState('operator');
  const [node, setNode] = useState('');
  const [end, setEnd] = useState('');
  const give = useMutation({
    mutationFn: () =>
      giveRole(user.id, {
        role,
        ...(node !== '' && { node }),
        ...(end !== '' && { until: new Date(end).toISOString() }),
      }),
    onSuccess: (given) => {
      toast(t('grants.given', { name: user.name, role: roleName(given.role) }));
      setEnd('');
      onGiven();
    },
  });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (!give.isPending) give.mutate();
  };
  return (
    <form onSubmit={submit} className="stack">
      <div className={styles.grantForm}>
        <RoleSelect label={t('grants.role')} value={role} onChange={setRole} />
        <SelectField label={t('grants.where')} value={node} onChange={(event) => setNode(event.target.value)}>
          <option value="">{t('grants.allNodes')}</option>
          {nodes.data?.map((each) => (
            <option key={each.id} value={each.id}>
              {each.name}
            </option>
          ))}
        </SelectField>
        <Field
          label={t('grants.end')}
          type="datetime-local"
          hint={t('grants.endHint')}
          value={end}
          onChange={(event) => setEnd(event.target.value)}
        />
      </div>
      {give.error && <ErrorNote error={give.error} />}
      <div className="actions">
        <Button type="submit" pending={give.isPending}>
          {t('grants.give')}
        </Button>
      </div>
    </form>
  );
}
