import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { changeRole, createRole, type PermissionGroup, type RoleDraft, type RoleInfo } from '@/api/roleCalls';
import { LeaveGuard } from '@/app/LeaveGuard';
import { NeedsAnyRight } from '@/app/NeedsRight';
import { usePage } from '@/app/page';
import { asProblem } from '@/api/problem';
import { Button } from '@/design/Button';
import { Field, SelectField, TextField } from '@/design/Field';
import { EmptyState, ErrorNote, Skeleton } from '@/design/Notices';
import { PageBody, PageHead } from '@/design/Page';
import { toast } from '@/design/toasts';
import { formatNumber } from '@/i18n/format';
import { useMay } from '@/session/session';
import { PermissionTable } from './PermissionTable';
import { EMPTY, draftOf, isSame, searched } from './roleDraft';
import styles from './Roles.module.css';
import { usePermissionGroups, useRoleName, useRoles } from './useRoles';

/** One role: to be read, changed, or made anew, empty or as a copy. */
export default function RolePage() {
  return (
    <NeedsAnyRight rights={['role.manage', 'user.manage']}>
      <Loaded />
    </NeedsAnyRight>
  );
}

function Loaded() {
  const { t } = useTranslation('roles');
  const { id } = useParams({ strict: false });
  const { from } = useSearch({ strict: false });
  const roles = useRoles();
  const groups = usePermissionGroups();
  const name = useRoleName();
  const find = (wanted: string | undefined) => roles.data?.find((role) => role.id === wanted);
  const error = roles.error ?? groups.error;
  if (error) {
    return (
      <PageBody>
        <ErrorNote
          error={error}
          onRetry={() => {
            void roles.refetch();
            void groups.refetch();
          }}
        />
      </PageBody>
    );
  }
  if (!roles.data || !groups.data) return <Skeleton rows={10} />;
  const role = find(id);
  if (id !== undefined && !role) {
    return (
      <EmptyState page title={t('gone.title')} action={<Link to="/roles">{t('gone.back')}</Link>}>
        {t('gone.text')}
      </EmptyState>
    );
  }
  const model = find(from);
  const start = role ? draftOf(role) : model ? { ...draftOf(model), name: t('copyName', { name: name(model) }), description: '' } : EMPTY;
  return <Editor key={`${id} ${from} ${role?.revision}`} role={role} start={start} roles={roles.data} groups={groups.data} />;
}

interface EditorProps {
  /** Undefined: a new one. */
  role: RoleInfo | undefined;
  start: RoleDraft;
  roles: readonly RoleInfo[];
  groups: readonly PermissionGroup[];
}

function Editor({ role, start, roles, groups }: EditorProps) {
  const { t } = useTranslation(['roles', 'common']);
  const name = useRoleName();
  const title = role ? name(role) : t('new.title');
  usePage({ label: title });
  const mayManage = useMay('role.manage');
  const isFixed = !mayManage || role?.builtIn === true;
  const navigate = useNavigate();
  const client = useQueryClient();
  const [draft, setDraft] = useState(start);
  const [text, setText] = useState('');
  const [other, setOther] = useState('');
  const compared = roles.find((each) => each.id === other);
  const save = useMutation({
    mutationFn: () => (role ? changeRole(role.id, role.revision, draft) : createRole(draft)),
    onSuccess: (saved) => {
      toast(t('saved', { name: saved.name }));
      client.setQueryData<RoleInfo[]>(['roles'], (known) => known && [...known.filter((each) => each.id !== saved.id), saved]);
      void client.invalidateQueries({ queryKey: ['roles'] });
      void navigate({ to: '/roles', ignoreBlocker: true });
    },
  });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (!save.isPending) save.mutate();
  };
  const isDirty = !isFixed && !isSame(draft, start);
  const shown = searched(groups, text);
  return (
    <form onSubmit={submit}>
      <LeaveGuard dirty={isDirty && !save.isSuccess} />
      <PageHead
        title={title}
        meta={role && <span>{t('heldBy', { count: role.holders, number: formatNumber(role.holders) })}</span>}
        actions={
          isFixed ? (
            mayManage && role && <Button onClick={() => void navigate({ to: '/roles/new', search: { from: role.id } })}>{t('copy')}</Button>
          ) : (
            <>
              <Button onClick={() => void navigate({ to: '/roles' })}>{t('common:cancel')}</Button>
              <Button kind="primary" type="submit" pending={save.isPending} disabled={draft.name.trim() === '' || (role !== undefined && !isDirty)}>
                {role ? t('save') : t('new.create')}
              </Button>
            </>
          )
        }
      />
      <PageBody>
        {save.error && <SaveError error={save.error} />}
        {role?.builtIn ? (
          <p className={styles.intro}>
            {t(`builtIn.${role.id as 'user'}`)} {t('fixed')}
          </p>
        ) : (
          <div className={styles.words}>
            <Field
              label={t('column.name')}
              value={draft.name}
              required
              maxLength={60}
              readOnly={isFixed}
              autoComplete="off"
              onChange={(event) => setDraft({ ...draft, name: event.target.value })}
            />
            <TextField
              label={t('column.text')}
              value={draft.description}
              maxLength={500}
              rows={2}
              readOnly={isFixed}
              onChange={(event) => setDraft({ ...draft, description: event.target.value })}
            />
          </div>
        )}
        <div className={styles.tools}>
          <Field label={t('search')} type="search" value={text} onChange={(event) => setText(event.target.value)} />
          <SelectField label={t('compare.label')} value={other} onChange={(event) => setOther(event.target.value)}>
            <option value="">{t('compare.nothing')}</option>
            {roles
              .filter((each) => each.id !== role?.id)
              .map((each) => (
                <option key={each.id} value={each.id}>
                  {name(each)}
                </option>
              ))}
          </SelectField>
        </div>
        {shown.length === 0 && <EmptyState title={t('nothingFound')} />}
        <PermissionTable
          groups={shown}
          all={groups}
          draft={draft}
          compared={compared && { name: name(compared), role: compared }}
          fixed={isFixed}
          onChange={setDraft}
        />
      </PageBody>
    </form>
  );
}

/** Which permission is missing says more than that one is. */
function SaveError({ error }: { error: unknown }) {
  const { t } = useTranslation('roles');
  const { code, params } = asProblem(error);
  const { permission } = params;
  return (
    <ErrorNote
      error={error}
      about={code === 'FORBIDDEN' && typeof permission === 'string' ? t('lacks', { permission }) : undefined}
    />
  );
}
