import { useTranslation } from 'react-i18next';
import type { Role } from '@/api/types';
import { CheckField, FieldGroup } from '@/design/Field';
import { rolesWith } from './roles';
import { useRoleText } from './roleText';

/** One role of all, each with what it means. */
export function RoleField({ value, onChange }: { value: Role; onChange: (role: Role) => void }) {
  const { t } = useTranslation('users');
  const roleText = useRoleText();
  const hints = t('roleHint', { returnObjects: true }) as Record<string, string>;
  return (
    <FieldGroup legend={t('column.role')}>
      {rolesWith(value).map((role) => (
        <CheckField
          key={role}
          type="radio"
          name="role"
          label={roleText(role)}
          hint={hints[role]}
          checked={value === role}
          onChange={() => onChange(role)}
        />
      ))}
    </FieldGroup>
  );
}
