import { useMutation } from '@tanstack/react-query';
import { ArrowUp, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { groupsOfPerson, previewRole, type Admission } from '@/api/providerCalls';
import { Button } from '@/design/Button';
import { CheckField, Field, FieldGroup, SelectField, TextField } from '@/design/Field';
import { ErrorNote } from '@/design/Notices';
import { Section } from '@/design/Page';
import { useRoleName, useRoleNameOf, useRoles } from '@/pages/roles/useRoles';
import { useRoleText } from '@/pages/users/roleText';
import styles from './Providers.module.css';

const ROLES = ['user', 'read-only', 'operator', 'administrator'] as const;

interface AdmissionProps {
  admission: Admission;
  onChange: (admission: Admission) => void;
  /** A provider with passwords can be asked for somebody's groups. */
  askable: string | undefined;
}

export function AdmissionSection({ admission, onChange, askable }: AdmissionProps) {
  // With all that appears once the first box is ticked: the form must not wait for texts in the middle of a click.
  const { t } = useTranslation(['providers', 'roles', 'common']);
  return (
    <Section title={t('admission.section')}>
      <div className="stack">
        <CheckField
          label={t('admission.creates')}
          hint={t('admission.createsHint')}
          checked={admission.creates}
          onChange={(event) => onChange({ ...admission, creates: event.target.checked })}
        />
        {admission.creates && (
          <>
            <RolePick
              label={t('admission.role')}
              value={admission.role ?? ''}
              none={t('admission.none')}
              onChange={(chosen) => {
                const { role: _former, ...rest } = admission;
                onChange({ ...rest, ...(chosen !== '' && { role: chosen }) });
              }}
            />
            <CheckField
              label={t('admission.follows')}
              hint={t('admission.followsHint')}
              checked={admission.follows}
              onChange={(event) => onChange({ ...admission, follows: event.target.checked })}
            />
            <Rules admission={admission} onChange={onChange} />
            <Preview admission={admission} askable={askable} />
          </>
        )}
      </div>
    </Section>
  );
}

interface RolePickProps {
  label: string;
  value: string;
  onChange: (role: string) => void;
  /** Text of the choice of no role. */
  none?: string;
}

/**
 * All roles, those that hold more than one does oneself not to be chosen; without a right to see them the built-in ones.
 * The options are made where the select is: it shows another one when they come later than its value.
 */
function RolePick({ label, value, onChange, none }: RolePickProps) {
  const { t } = useTranslation('roles');
  const roles = useRoles().data;
  const name = useRoleName();
  const roleText = useRoleText();
  const known = roles ?? ROLES.map((role) => ({ id: role, name: roleText(role), builtIn: true, givable: true }));
  return (
    <SelectField label={label} value={value} onChange={(event) => onChange(event.target.value)}>
      {none !== undefined && <option value="">{none}</option>}
      {value !== '' && !known.some((role) => role.id === value) && <option value={value}>{value}</option>}
      {known.map((role) => (
        <option key={role.id} value={role.id} disabled={!role.givable && role.id !== value}>
          {role.givable ? name(role) : t('holdsMore', { name: name(role) })}
        </option>
      ))}
    </SelectField>
  );
}

function Rules({ admission, onChange }: Omit<AdmissionProps, 'askable'>) {
  const { t } = useTranslation('providers');
  const set = (rules: Admission['rules']) => onChange({ ...admission, rules });
  const change = (index: number, part: Partial<Admission['rules'][number]>) =>
    set(admission.rules.map((rule, i) => (i === index ? { ...rule, ...part } : rule)));
  return (
    <FieldGroup legend={t('admission.rules')}>
      <p className={styles.hint}>{t('admission.rulesHint')}</p>
      {admission.rules.map((rule, index) => (
        <div key={index} className={styles.rule}>
          <Field
            label={t('admission.group')}
            required
            maxLength={500}
            autoComplete="off"
            spellCheck={false}
            value={rule.group}
            onChange={(event) => change(index, { group: event.target.value })}
          />
          <RolePick label={t('admission.ruleRole')} value={rule.role} onChange={(role) => change(index, { role })} />
          <Button
            kind="ghost"
            icon
            disabled={index === 0}
            aria-label={t('admission.upRule', { number: index + 1 })}
            onClick={() => {
              const rules = [...admission.rules];
              const [moved] = rules.splice(index, 1);
              if (moved) rules.splice(index - 1, 0, moved);
              set(rules);
            }}
          >
            <ArrowUp size={16} aria-hidden="true" />
          </Button>
          <Button
            kind="ghost"
            icon
            aria-label={t('admission.removeRule', { number: index + 1 })}
            onClick={() => set(admission.rules.filter((_rule, i) => i !== index))}
          >
            <Trash2 size={16} aria-hidden="true" />
          </Button>
        </div>
      ))}
      <div>
        <Button small onClick={() => set([...admission.rules, { group: '', role: 'user' }])}>
          {t('admission.addRule')}
        </Button>
      </div>
    </FieldGroup>
  );
}

function Preview({ admission, askable }: { admission: Admission; askable: string | undefined }) {
  const { t } = useTranslation('providers');
  const roleName = useRoleNameOf();
  const [groups, setGroups] = useState('');
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const ask = useMutation({ mutationFn: () => previewRole(admission, groups.split('\n').map((line) => line.trim()).filter(Boolean)) });
  const read = useMutation({
    mutationFn: (id: string) => groupsOfPerson(id, name.trim(), password),
    onSuccess: (found) => {
      setPassword('');
      setGroups(found.join('\n'));
    },
  });
  return (
    <FieldGroup legend={t('admission.preview')}>
      {askable !== undefined && (
        <div className={styles.rule}>
          <Field label={t('admission.personName')} autoComplete="off" value={name} onChange={(event) => setName(event.target.value)} />
          <Field
            label={t('admission.personPassword')}
            type="password"
            autoComplete="off"
            value={password}
            onChange={(event) => setPassword(event.target.value)}
          />
          <Button disabled={name === '' || password === ''} pending={read.isPending} onClick={() => read.mutate(askable)}>
            {t('admission.read')}
          </Button>
        </div>
      )}
      {read.error && <ErrorNote error={read.error} brief />}
      <TextField label={t('admission.groups')} mono rows={2} spellCheck={false} value={groups} onChange={(event) => setGroups(event.target.value)} />
      <div className={styles.asked}>
        <Button small pending={ask.isPending} onClick={() => ask.mutate()}>
          {t('admission.ask')}
        </Button>
        {ask.data && (
          <span role="status">
            {ask.data.role === undefined ? t('admission.getsNothing') : t('admission.gets', { role: roleName(ask.data.role) })}{' '}
            {ask.data.rule === undefined ? t('admission.byDefault') : t('admission.byRule', { number: ask.data.rule + 1 })}
          </span>
        )}
      </div>
      {ask.error && <ErrorNote error={ask.error} brief />}
    </FieldGroup>
  );
}
