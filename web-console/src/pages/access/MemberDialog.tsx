import { X } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { saveMember } from '@/api/fileCalls';
import type { FileAccess, Member } from '@/api/fileTypes';
import { Button } from '@/design/Button';
import { CheckField, Field, FieldGroup, SelectField } from '@/design/Field';
import { Note } from '@/design/Notices';
import { toast } from '@/design/toasts';
import { FormDialog } from '@/files/dialogs/FormDialog';
import styles from './Access.module.css';
import { ACCESSES, draftRule, ruleErrors, switched, toRules, type DraftRule } from './pathRules';
import { usePermissionText } from './permissionText';

export interface MemberDialogProps {
  instance: string;
  member: Member | undefined;
  /** What the person who looks at this may give. */
  grantable: readonly string[];
  onSaved: () => void;
  onClose: () => void;
}

const FIRST = ['instance.view', 'instance.console.read', 'instance.files.read'];

/** One member: permissions as boxes, and levels for single paths. */
export function MemberDialog({ instance, member, grantable, onSaved, onClose }: MemberDialogProps) {
  const { t } = useTranslation('access');
  const permissionText = usePermissionText();
  const [name, setName] = useState(member?.user.name ?? '');
  const [permissions, setPermissions] = useState<readonly string[]>(
    member?.permissions ?? FIRST.filter((each) => grantable.includes(each)),
  );
  const [rules, setRules] = useState<readonly DraftRule[]>(() => (member?.paths ?? []).map(draftRule));
  const [tried, setTried] = useState(false);
  const errors = ruleErrors(rules);
  const offered = [...new Set([...grantable, ...permissions])].filter((each) => each !== 'instance.view');
  const isNameless = name.trim() === '';

  const save = async () => {
    setTried(true);
    if (isNameless || errors.size > 0) throw new Error('fields');
    const saved = await saveMember(instance, name.trim(), [...permissions], toRules(rules));
    toast(t('members.saved', { name: saved.user.name }));
    onSaved();
  };
  return (
    <FormDialog
      wide
      title={member ? t('members.editTitle', { name: member.user.name }) : t('members.addTitle')}
      action={t('members.save')}
      valid={!isNameless && errors.size === 0}
      onSubmit={save}
      onClose={onClose}
    >
      {member === undefined && (
        <Field
          label={t('members.name')}
          value={name}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          error={tried && isNameless ? t('members.nameNeeded') : undefined}
          onChange={(event) => setName(event.target.value)}
        />
      )}
      <FieldGroup legend={t('members.permissions')}>
        {offered.map((permission) => (
          <CheckField
            key={permission}
            label={permissionText(permission)}
            checked={permissions.includes(permission)}
            disabled={!grantable.includes(permission)}
            onChange={(event) => setPermissions(switched(permissions, permission, event.target.checked))}
          />
        ))}
      </FieldGroup>
      <RuleFields rules={rules} errors={errors} permissions={permissions} onChange={setRules} />
    </FormDialog>
  );
}

interface RuleFieldsProps {
  rules: readonly DraftRule[];
  errors: ReturnType<typeof ruleErrors>;
  permissions: readonly string[];
  onChange: (rules: readonly DraftRule[]) => void;
}

function RuleFields({ rules, errors, permissions, onChange }: RuleFieldsProps) {
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
      {rules.length > 0 && !mayRead && <Note>{t('members.filesNeeded')}</Note>}
      {mayRead && isLimited && (
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
