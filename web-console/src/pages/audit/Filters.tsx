import { useNavigate, useSearch } from '@tanstack/react-router';
import { X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { OUTCOMES, type AuditEntry, type AuditSearch } from '@/api/auditCalls';
import { Button } from '@/design/Button';
import { Field, SelectField } from '@/design/Field';
import { actText } from './actText';
import styles from './Audit.module.css';

const GROUPS = [
  'session',
  'account',
  'user',
  'instance_power',
  'instance_console',
  'instance_file',
  'instance_member',
  'instance_definition',
  'instance',
  'node',
  'batch',
  'audit',
] as const;

const or = (text: string) => (text === '' ? undefined : text);

export function useFilter(): (part: AuditSearch) => void {
  const navigate = useNavigate({ from: '/audit' });
  return (part) => void navigate({ search: (former) => ({ ...former, ...part }), replace: true });
}

/** Time, act, result and text; what else is chosen in a record stands below as chips. */
export function Filters({ known }: { known: readonly AuditEntry[] }) {
  const { t } = useTranslation('audit');
  const search = useSearch({ from: '/audit' });
  const set = useFilter();
  const groups: readonly string[] = GROUPS.map((group) => group.replace('_', '.'));
  return (
    <>
      <div className={styles.filters} role="search" aria-label={t('filter.title')}>
        <Field
          label={t('filter.text')}
          placeholder={t('filter.textHint')}
          type="search"
          value={search.q ?? ''}
          onChange={(event) => set({ q: or(event.target.value) })}
        />
        <SelectField label={t('filter.act')} value={search.act ?? ''} onChange={(event) => set({ act: or(event.target.value) })}>
          <option value="">{t('groups.all')}</option>
          {GROUPS.map((group) => (
            <option key={group} value={group.replace('_', '.')}>
              {t(`groups.${group}`)}
            </option>
          ))}
          {search.act !== undefined && !groups.includes(search.act) && <option value={search.act}>{actText(search.act)}</option>}
        </SelectField>
        <SelectField
          label={t('filter.outcome')}
          value={search.outcome ?? ''}
          onChange={(event) => set({ outcome: or(event.target.value) })}
        >
          <option value="">{t('filter.any')}</option>
          {OUTCOMES.map((outcome) => (
            <option key={outcome} value={outcome}>
              {t(`outcome.${outcome}`)}
            </option>
          ))}
        </SelectField>
        <Field
          label={t('filter.address')}
          value={search.address ?? ''}
          placeholder={t('filter.addressHint')}
          spellCheck={false}
          autoCapitalize="none"
          onChange={(event) => set({ address: or(event.target.value.trim()) })}
        />
        <Field
          label={t('filter.from')}
          type="date"
          value={search.from ?? ''}
          onChange={(event) => set({ from: or(event.target.value) })}
        />
        <Field label={t('filter.to')} type="date" value={search.to ?? ''} onChange={(event) => set({ to: or(event.target.value) })} />
      </div>
      <Chips known={known} search={search} set={set} />
    </>
  );
}

function Chips({ known, search, set }: { known: readonly AuditEntry[]; search: AuditSearch; set: (part: AuditSearch) => void }) {
  const { t } = useTranslation('audit');
  const { user, object } = search;
  const person = known.find((entry) => entry.actor.id === user)?.actor.name ?? user;
  const thing = known.find((entry) => entry.object.id === object && entry.object.name !== '')?.object.name ?? object;
  const chips: { key: 'user' | 'object'; text: string }[] = [];
  if (user !== undefined) chips.push({ key: 'user', text: t('chip.user', { value: person }) });
  if (object !== undefined) chips.push({ key: 'object', text: t('chip.object', { value: thing }) });
  if (Object.values(search).every((value) => value === undefined)) return null;
  return (
    <div className={styles.chips}>
      {chips.map(({ key, text }) => (
        <span key={key} className={styles.chip}>
          <bdi>{text}</bdi>
          <Button kind="ghost" icon small aria-label={t('chip.remove', { filter: text })} onClick={() => set({ [key]: undefined })}>
            <X size={14} aria-hidden="true" />
          </Button>
        </span>
      ))}
      <Button
        kind="link"
        onClick={() =>
          set({ q: undefined, act: undefined, outcome: undefined, from: undefined, to: undefined, user: undefined, object: undefined, address: undefined })
        }
      >
        {t('filter.everything')}
      </Button>
    </div>
  );
}
