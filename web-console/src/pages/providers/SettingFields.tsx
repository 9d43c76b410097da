import { useTranslation } from 'react-i18next';
import type { ProviderField } from '@/api/providerCalls';
import { CheckField, Field, SelectField, TextField } from '@/design/Field';

interface SettingFieldsProps {
  fields: readonly ProviderField[];
  values: Record<string, string>;
  /** Names of secrets that are set and aren't sent to us. */
  kept: readonly string[];
  onChange: (name: string, value: string) => void;
}

/** The form that a type of provider describes. */
export function SettingFields({ fields, values, kept, onChange }: SettingFieldsProps) {
  return fields.map((field) => (
    <One key={field.name} field={field} value={values[field.name] ?? ''} kept={kept.includes(field.name)} onChange={(value) => onChange(field.name, value)} />
  ));
}

function One({ field, value, kept, onChange }: { field: ProviderField; value: string; kept: boolean; onChange: (value: string) => void }) {
  const { t } = useTranslation('providers');
  const hint = kept ? t('form.kept') : field.hint;
  const frame = { label: field.label, ...(hint !== '' && { hint }), required: field.required };
  switch (field.kind) {
    case 'flag':
      return (
        <CheckField
          label={field.label}
          {...(hint !== '' && { hint })}
          checked={value === 'true'}
          onChange={(event) => onChange(event.target.checked ? 'true' : 'false')}
        />
      );
    case 'choice':
      return (
        <SelectField {...frame} value={value} onChange={(event) => onChange(event.target.value)}>
          {field.choices.map((choice) => (
            <option key={choice.value} value={choice.value}>
              {choice.label}
            </option>
          ))}
        </SelectField>
      );
    case 'list':
    case 'long-text':
      return (
        <TextField {...frame} mono rows={field.kind === 'list' ? 2 : 4} spellCheck={false} value={value} onChange={(event) => onChange(event.target.value)} />
      );
    default:
      return (
        <Field
          {...frame}
          type={field.kind === 'secret' ? 'password' : 'text'}
          autoComplete={field.kind === 'secret' ? 'new-password' : 'off'}
          autoCapitalize="none"
          spellCheck={false}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      );
  }
}
