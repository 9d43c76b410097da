import { useTranslation } from 'react-i18next';
import type { MemberList, Member } from '@/api/fileTypes';
import type { MemberGrant } from '@/api/userCalls';
import { CheckField, FieldGroup, SelectField } from '@/design/Field';
import { useRoleNameOf } from '@/pages/roles/useRoles';
import { isPast, MomentField, momentOf, momentText } from '@/pages/users/MomentField';
import { draftRule, ruleErrors, switched, toRules, type DraftRule } from './pathRules';
import { usePermissionText } from './permissionText';
import { RuleFields } from './RuleFields';

/** What is being given, as the fields hold it. */
export interface DraftGrant {
  permissions: readonly string[];
  /** Empty: none. */
  role: string;
  rules: readonly DraftRule[];
  until: string;
}

const FIRST = ['instance.view', 'instance.console.read', 'instance.files.read'];

export const emptyGrant = (grantable: readonly string[]): DraftGrant => ({
  permissions: FIRST.filter((each) => grantable.includes(each)),
  role: '',
  rules: [],
  until: '',
});

export const grantOf = (member: Member): DraftGrant => ({
  permissions: member.permissions,
  role: member.role ?? '',
  rules: member.paths.map(draftRule),
  until: momentText(member.until),
});

export function grantProblems({ rules, until }: DraftGrant): boolean {
  return ruleErrors(rules).size > 0 || isPast(until);
}

export function toGrant({ permissions, role, rules, until }: DraftGrant): MemberGrant {
  const end = momentOf(until);
  return {
    permissions: [...permissions],
    paths: toRules(rules),
    ...(role !== '' && { role }),
    ...(end && { until: end.toISOString() }),
  };
}

export interface GrantFieldsProps {
  grant: DraftGrant;
  /** What the person who looks at this may give. */
  members: Pick<MemberList, 'grantable' | 'roles'>;
  onChange: (grant: DraftGrant) => void;
}

/** A role, single permissions, levels of paths, and an end. */
export function GrantFields({ grant, members: { grantable, roles }, onChange }: GrantFieldsProps) {
  const { t } = useTranslation('access');
  const { t: users } = useTranslation('users');
  const permissionText = usePermissionText();
  const roleName = useRoleNameOf();
  const offered = [...new Set([...grantable, ...grant.permissions])].filter((each) => each !== 'instance.view');
  const offeredRoles = grant.role === '' || roles.includes(grant.role) ? roles : [...roles, grant.role];
  return (
    <>
      <SelectField
        label={t('members.role')}
        hint={t('members.roleHint')}
        value={grant.role}
        onChange={(event) => onChange({ ...grant, role: event.target.value })}
      >
        <option value="">{t('members.noRole')}</option>
        {offeredRoles.map((role) => (
          <option key={role} value={role}>
            {roleName(role)}
          </option>
        ))}
      </SelectField>
      <FieldGroup legend={grant.role === '' ? t('members.permissions') : t('members.permissionsBeside')}>
        {offered.map((permission) => (
          <CheckField
            key={permission}
            label={permissionText(permission)}
            checked={grant.permissions.includes(permission)}
            disabled={!grantable.includes(permission)}
            onChange={(event) =>
              onChange({ ...grant, permissions: switched(grant.permissions, permission, event.target.checked) })
            }
          />
        ))}
      </FieldGroup>
      <RuleFields
        rules={grant.rules}
        errors={ruleErrors(grant.rules)}
        permissions={grant.permissions}
        hasRole={grant.role !== ''}
        onChange={(rules) => onChange({ ...grant, rules })}
      />
      <MomentField
        label={t('members.until')}
        hint={t('members.untilHint')}
        value={grant.until}
        error={isPast(grant.until) ? users('past') : undefined}
        onChange={(until) => onChange({ ...grant, until })}
      />
    </>
  );
}
