import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { ArrowDown, ArrowUp } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { orderProviders, providers, providerTypes, type Provider, type ProviderType } from '@/api/providerCalls';
import { NeedsRight } from '@/app/NeedsRight';
import { usePage } from '@/app/page';
import { Button } from '@/design/Button';
import { EmptyState, ErrorNote, Skeleton } from '@/design/Notices';
import { PageBody, PageHead } from '@/design/Page';
import table from '@/design/Table.module.css';
import { Menu, MenuItem } from '@/design/overlay/Menu';
import { ProviderIcon } from '@/session/ProviderIcon';
import { PolicySection } from './PolicySection';
import { ProviderForm } from './ProviderForm';
import styles from './Providers.module.css';

export default function ProvidersPage() {
  return (
    <NeedsRight right="provider.manage">
      <Page />
    </NeedsRight>
  );
}

function Page() {
  const { edit, add } = useSearch({ from: '/settings/providers' });
  const list = useQuery({ queryKey: ['providers'], queryFn: ({ signal }) => providers(signal) });
  const types = useQuery({ queryKey: ['provider-types'], queryFn: ({ signal }) => providerTypes(signal) });
  const known = list.data?.find((provider) => provider.id === edit);
  const type = types.data?.find((each) => each.id === (known?.type ?? add));
  if (type && (known || add !== undefined)) return <ProviderForm key={known?.id ?? type.id} type={type} provider={known} />;
  return <Overview list={list} types={types.data} />;
}

interface OverviewProps {
  list: { data: Provider[] | undefined; error: Error | null; isPending: boolean; refetch: () => unknown };
  types: ProviderType[] | undefined;
}

function Overview({ list, types }: OverviewProps) {
  const { t } = useTranslation('providers');
  usePage({ label: t('title') });
  return (
    <>
      <PageHead
        title={t('title')}
        meta={list.data && list.data.length > 0 && <span>{t('count', { count: list.data.length })}</span>}
        actions={<AddMenu types={types} />}
      />
      <PageBody>
        {list.error && <ErrorNote error={list.error} onRetry={() => void list.refetch()} />}
        {list.isPending && <Skeleton rows={3} />}
        {list.data?.length === 0 && <EmptyState title={t('empty')}>{t('emptyText')}</EmptyState>}
        {list.data && list.data.length > 0 && (
          <>
            <p className={styles.intro}>{t('intro')}</p>
            <ProviderTable list={list.data} types={types} />
            <PolicySection list={list.data} types={types} />
          </>
        )}
      </PageBody>
    </>
  );
}

function AddMenu({ types }: { types: ProviderType[] | undefined }) {
  const { t } = useTranslation('providers');
  const navigate = useNavigate();
  if (types?.length === 0) return <span>{t('noTypes')}</span>;
  return (
    <Menu trigger={<Button kind="primary">{t('add')}</Button>}>
      {(types ?? []).map((type) => (
        <MenuItem key={type.id} onSelect={() => void navigate({ to: '/settings/providers', search: { add: type.id } })}>
          {type.name}
        </MenuItem>
      ))}
    </Menu>
  );
}

function ProviderTable({ list, types }: { list: Provider[]; types: ProviderType[] | undefined }) {
  const { t } = useTranslation('providers');
  const client = useQueryClient();
  const order = useMutation({
    mutationFn: orderProviders,
    onSettled: () => client.invalidateQueries({ queryKey: ['providers'] }),
  });
  const move = (index: number, by: number) => {
    const ids = list.map((provider) => provider.id);
    const [moved] = ids.splice(index, 1);
    if (moved !== undefined) ids.splice(index + by, 0, moved);
    order.mutate(ids);
  };
  return (
    <>
      {order.error && <ErrorNote error={order.error} />}
      <div className={table.wrap}>
        <table className={table.table}>
          <thead>
            <tr>
              {(['name', 'type', 'state', 'people'] as const).map((column) => (
                <th key={column} scope="col">
                  {t(`column.${column}`)}
                </th>
              ))}
              <th scope="col">
                <span className="visually-hidden">{t('column.actions')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {list.map((provider, index) => (
              <tr key={provider.id}>
                <td>
                  <span className={styles.name}>
                    <ProviderIcon name={provider.icon} />
                    <span className={table.name}>{provider.name}</span>
                  </span>
                </td>
                <td data-label={t('column.type')}>{types?.find((type) => type.id === provider.type)?.name ?? provider.type}</td>
                <td data-label={t('column.state')}>{!provider.installed ? t('away') : provider.enabled ? t('on') : t('off')}</td>
                <td data-label={t('column.people')}>{t('people', { count: provider.people })}</td>
                <td className={table.actions}>
                  <span className={styles.buttons}>
                    <Button kind="ghost" small icon disabled={index === 0} aria-label={t('up', { name: provider.name })} onClick={() => move(index, -1)}>
                      <ArrowUp size={16} aria-hidden="true" />
                    </Button>
                    <Button
                      kind="ghost"
                      small
                      icon
                      disabled={index === list.length - 1}
                      aria-label={t('down', { name: provider.name })}
                      onClick={() => move(index, 1)}
                    >
                      <ArrowDown size={16} aria-hidden="true" />
                    </Button>
                    {provider.installed && (
                      <Link to="/settings/providers" search={{ edit: provider.id }} aria-label={t('editNamed', { name: provider.name })}>
                        {t('edit')}
                      </Link>
                    )}
                  </span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
