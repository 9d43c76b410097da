import { useTranslation } from 'react-i18next';
import { SelectField } from '@/design/Field';
import { useRoleName, useRoles } from './useRoles';

export interface RoleSelectProps {
  label: string;
  value: string;
  onChange: (role: string) => void;
  /** Left out, because it makes no sense here. */
  except?: string;
  quiet?: boolean;
}

/** All roles; those that hold more than one does oneself can't be chosen. */
export function RoleSelect({ label, value, onChange, except, quiet }: RoleSelectProps) {
  const { t } = useTranslation('roles');
  const roles = useRoles().data ?? [];
  const name = useRoleName();
  const chosen = roles.find((role) => role.id === value);
  const builtIn = chosen?.builtIn ? (chosen.id as 'user') : undefined;
  return (
    <SelectField
      label={label}
      quiet={quiet ?? false}
      value={value}
      hint={builtIn ? t(`builtIn.${builtIn}`) : chosen?.description || undefined}
      onChange={(event) => onChange(event.target.value)}
    >
      {!chosen && <option value={value}>{value}</option>}
      {roles
        .filter((role) => role.id !== except)
        .map((role) => (
          <option key={role.id} value={role.id} disabled={!role.givable && role.id !== value}>
            {role.givable ? name(role) : t('holdsMore', { name: name(role) })}
          </option>
        ))}
    </SelectField>
  );
}
