import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { saveSignInPolicy, signInPolicy, type Provider, type ProviderType, type SignInPolicy } from '@/api/providerCalls';
import { Button } from '@/design/Button';
import { CheckField, SelectField } from '@/design/Field';
import { ErrorNote } from '@/design/Notices';
import { Section } from '@/design/Page';
import { toast } from '@/design/toasts';

interface PolicyProps {
  list: Provider[];
  types: ProviderType[] | undefined;
}

export function PolicySection({ list, types }: PolicyProps) {
  const query = useQuery({ queryKey: ['sign-in-policy'], queryFn: ({ signal }) => signInPolicy(signal) });
  if (query.error) return <ErrorNote error={query.error} />;
  return query.data ? <PolicyForm key={JSON.stringify(query.data)} policy={query.data} list={list} types={types} /> : null;
}

function PolicyForm({ policy, list, types }: PolicyProps & { policy: SignInPolicy }) {
  const { t } = useTranslation('providers');
  const client = useQueryClient();
  const [only, setOnly] = useState(policy.onlyProviders);
  const [first, setFirst] = useState(policy.first ?? '');
  const save = useMutation({
    mutationFn: () => saveSignInPolicy({ onlyProviders: only, ...(first !== '' && { first }) }),
    onSuccess: () => toast(t('policy.saved')),
    onSettled: () => client.invalidateQueries({ queryKey: ['sign-in-policy'] }),
  });
  const elsewhere = list.filter(
    (provider) => provider.enabled && types?.find((type) => type.id === provider.type)?.way === 'redirect',
  );
  return (
    <Section title={t('policy.section')}>
      <div className="stack">
        <CheckField label={t('policy.only')} hint={t('policy.onlyHint')} checked={only} onChange={(event) => setOnly(event.target.checked)} />
        <SelectField label={t('policy.first')} hint={t('policy.firstHint')} value={first} onChange={(event) => setFirst(event.target.value)}>
          <option value="">{t('policy.firstNone')}</option>
          {elsewhere.map((provider) => (
            <option key={provider.id} value={provider.id}>
              {provider.name}
            </option>
          ))}
        </SelectField>
        {save.error && <ErrorNote error={save.error} />}
        <div className="actions">
          <Button pending={save.isPending} onClick={() => save.mutate()}>
            {t('policy.save')}
          </Button>
        </div>
      </div>
    </Section>
  );
}
