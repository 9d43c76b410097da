import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { asProblem } from '@/api/problem';
import {
  changeProvider,
  createProvider,
  removeProvider,
  testProvider,
  type Admission,
  type Provider,
  type ProviderType,
} from '@/api/providerCalls';
import { usePage } from '@/app/page';
import { Button } from '@/design/Button';
import { ConfirmByName } from '@/design/ConfirmByName';
import { CopyBlock } from '@/design/CopyBlock';
import { CheckField, Field, SelectField } from '@/design/Field';
import { ErrorNote } from '@/design/Notices';
import { PageBody, PageHead, Section } from '@/design/Page';
import { toast } from '@/design/toasts';
import { ICONS } from '@/session/ProviderIcon';
import { AdmissionSection } from './AdmissionSection';
import { SettingFields } from './SettingFields';

const NOBODY: Admission = { creates: false, role: 'user', follows: false, rules: [] };

/** One provider: what the sign-in page shows, the form that its type describes, accounts and roles. */
export function ProviderForm({ type, provider }: { type: ProviderType; provider: Provider | undefined }) {
  const { t } = useTranslation('providers');
  const heading = provider?.name ?? t('new', { type: type.name });
  usePage({ label: heading });
  const navigate = useNavigate();
  const client = useQueryClient();
  const [name, setName] = useState(provider?.name ?? '');
  const [icon, setIcon] = useState(provider?.icon ?? 'key');
  const [enabled, setEnabled] = useState(provider?.enabled ?? true);
  const [values, setValues] = useState<Record<string, string>>(() => provider?.values ?? fallbacks(type));
  const [admission, setAdmission] = useState(provider?.admission ?? NOBODY);
  const [asksSecondFactor, setAsksSecondFactor] = useState(provider?.asksSecondFactor ?? false);
  const [removing, setRemoving] = useState(false);
  const toList = () => navigate({ to: '/settings/providers', search: {} });
  const refresh = () =>
    Promise.all([
      client.invalidateQueries({ queryKey: ['providers'] }),
      client.invalidateQueries({ queryKey: ['sign-in'] }),
      client.invalidateQueries({ queryKey: ['sign-in-policy'] }),
    ]);
  const save = useMutation({
    mutationFn: () => {
      const draft = { name: name.trim(), icon, enabled, values, admission, asksSecondFactor };
      return provider ? changeProvider(provider.id, draft) : createProvider(type.id, draft);
    },
    onSuccess: async (saved) => {
      toast(t('form.saved', { name: saved.name }));
      await refresh();
      await toList();
    },
  });
  const test = useMutation({ mutationFn: () => testProvider(type.id, values, provider?.id) });
  const remove = useMutation({
    mutationFn: (gone: Provider) => removeProvider(gone.id),
    onSuccess: async (_nothing, gone) => {
      toast(t('remove.done', { name: gone.name }));
      await refresh();
      await toList();
    },
  });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (!save.isPending) save.mutate();
  };
  return (
    <>
      <PageHead title={heading} meta={<Link to="/settings/providers">{t('back')}</Link>} />
      <PageBody narrow>
        <form onSubmit={submit} className="stack">
          <Section title={t('form.general')}>
            <div className="stack">
              <Field
                label={t('form.name')}
                hint={t('form.nameHint')}
                required
                maxLength={60}
                autoComplete="off"
                value={name}
                onChange={(event) => setName(event.target.value)}
              />
              <SelectField label={t('form.icon')} value={icon} onChange={(event) => setIcon(event.target.value)}>
                {ICONS.map((each) => (
                  <option key={each} value={each}>
                    {t(`form.icons.${each as 'key'}`)}
                  </option>
                ))}
              </SelectField>
              <CheckField label={t('form.enabled')} checked={enabled} onChange={(event) => setEnabled(event.target.checked)} />
              {type.way === 'redirect' && (
                <CheckField
                  label={t('form.asksSecondFactor')}
                  hint={t('form.asksSecondFactorHint')}
                  checked={asksSecondFactor}
                  onChange={(event) => setAsksSecondFactor(event.target.checked)}
                />
              )}
            </div>
          </Section>
          <Section title={t('form.connection')}>
            <div className="stack">
              {type.way === 'redirect' && <CopyBlock label={t('form.callback')} text={`${location.origin}/login/callback`} />}
              <SettingFields
                fields={type.fields}
                values={values}
                kept={provider?.secrets ?? []}
                onChange={(field, value) => setValues((before) => ({ ...before, [field]: value }))}
              />
              <div>
                <Button pending={test.isPending} onClick={() => test.mutate()}>
                  {t('form.test')}
                </Button>
              </div>
              {test.isSuccess && <p role="status">{t('form.tested')}</p>}
              {test.error && <Trouble error={test.error} />}
            </div>
          </Section>
          <AdmissionSection
            admission={admission}
            onChange={setAdmission}
            askable={type.way === 'password' ? provider?.id : undefined}
          />
          {save.error && <Trouble error={save.error} />}
          <div className="actions">
            {provider && (
              <Button kind="danger" onClick={() => setRemoving(true)}>
                {t('form.remove')}
              </Button>
            )}
            <Button kind="primary" type="submit" pending={save.isPending}>
              {t('form.save')}
            </Button>
          </div>
        </form>
      </PageBody>
      {provider && removing && (
        <ConfirmByName
          title={t('remove.title', { name: provider.name })}
          description={t('remove.text')}
          name={provider.name}
          action={t('remove.confirm')}
          pending={remove.isPending}
          error={remove.error}
          onConfirm={() => remove.mutate(provider)}
          onClose={() => setRemoving(false)}
        />
      )}
    </>
  );
}

const FAULTS = ['UNREACHABLE', 'UNTRUSTED', 'CREDENTIALS', 'BAD_ANSWER', 'ADDRESS', 'NOT_PROVED', 'REFUSED'] as const;

/** Here an administrator sees what exactly the provider or the network said. */
function Trouble({ error }: { error: unknown }) {
  const { t } = useTranslation('providers');
  const { code, params } = asProblem(error);
  const detail = typeof params.detail === 'string' ? params.detail : '';
  const fault = FAULTS.find((each) => each === params.fault);
  if (code !== 'PROVIDER_FAILED' || fault === undefined) return <ErrorNote error={error} />;
  return <ErrorNote error={error} about={`${t(`fault.${fault}`)} ${detail}`} />;
}

const fallbacks = (type: ProviderType): Record<string, string> =>
  Object.fromEntries(type.fields.filter((field) => field.fallback !== '').map((field) => [field.name, field.fallback]));
