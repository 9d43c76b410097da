import { X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { FileAccess } from '@/api/fileTypes';
import { Button } from '@/design/Button';
import { Field, FieldGroup, SelectField } from '@/design/Field';
import { Note } from '@/design/Notices';
import styles from './Access.module.css';
import { ACCESSES, draftRule, type DraftRule, type ruleErrors } from './pathRules';
import { usePermissionText } from './permissionText';

export interface RuleFieldsProps {
  rules: readonly DraftRule[];
  errors: ReturnType<typeof ruleErrors>;
  permissions: readonly string[];
  /** What a role brings isn't known here: no notes then. */
  hasRole: boolean;
  onChange: (rules: readonly DraftRule[]) => void;
}

/** Levels for single paths. */
export function RuleFields({ rules, errors, permissions, hasRole, onChange }: RuleFieldsProps) {
  const { t } = useTranslation('access');
  const permissionText = usePermissionText();
  const mayRead = permissions.includes('instance.files.read');
  const isLimited =
    !permissions.includes('instance.files.write') && rules.some(({ access }) => access === 'write');
  const change = (key: number, part: Partial<DraftRule>) =>
    onChange(rules.map((each) => (each.key === key ? { ...each, ...part } : each)));
  return (
    <FieldGroup legend={t('members.paths')}>
      <p className={styles.hint}>{t('members.pathsHint')}</p>
      {rules.map(({ key, path, access }) => {
        const error = errors.get(key);
        return (
          <div key={key} className={styles.rule}>
            <Field
              label={t('members.path')}
              quiet
              mono
              autoComplete="off"
              spellCheck={false}
              placeholder={t('members.path')}
              value={path}
              error={error && (error !== 'empty' || path !== '') ? t(`members.errors.${error}`) : undefined}
              onChange={(event) => change(key, { path: event.target.value })}
            />
            <SelectField
              label={t('members.access')}
              quiet
              value={access}
              onChange={(event) => change(key, { access: event.target.value as FileAccess })}
            >
              {ACCESSES.map((each) => (
                <option key={each} value={each}>
                  {t(`members.accesses.${each}`)}
                </option>
              ))}
            </SelectField>
            <Button
              kind="ghost"
              icon
              aria-label={t('members.removePath', { path })}
              onClick={() => onChange(rules.filter((each) => each.key !== key))}
            >
              <X size={16} aria-hidden="true" />
            </Button>
          </div>
        );
      })}
      {rules.length > 0 && !hasRole && !mayRead && <Note>{t('members.filesNeeded')}</Note>}
      {mayRead && !hasRole && isLimited && (
        <Note>{t('members.limited', { right: permissionText('instance.files.write') })}</Note>
      )}
      <div>
        <Button small onClick={() => onChange([...rules, draftRule()])}>
          {t('members.addPath')}
        </Button>
      </div>
    </FieldGroup>
  );
}
