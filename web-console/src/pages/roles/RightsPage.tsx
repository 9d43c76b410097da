import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Check, Lightbulb, Minus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { oneUser } from '@/api/userCalls';
import { explainRight, type Explanation, type Question, type Reason } from '@/api/roleCalls';
import { usePage } from '@/app/page';
import { SelectField } from '@/design/Field';
import { ErrorNote, Skeleton } from '@/design/Notices';
import { PageBody, PageHead } from '@/design/Page';
import { formatMoment } from '@/i18n/format';
import { useInstances, useNodes } from '@/live/useLive';
import { UserPicker } from '@/pages/users/UserPicker';
import { useMay, useSession } from '@/session/session';
import styles from './Roles.module.css';
import { usePermissionGroups, useRoleNameOf } from './useRoles';

/** Why somebody may or may not do a thing. Everybody may ask about themselves. */
export default function RightsPage() {
  const { t } = useTranslation('roles');
  usePage({ label: t('why.title') });
  const search = useSearch({ from: '/rights' });
  const navigate = useNavigate({ from: '/rights' });
  const me = useSession().user;
  const mayUsers = useMay('user.manage');
  const mayNodes = useMay('node.view');
  const groups = usePermissionGroups();
  const instances = useInstances();
  const nodes = useNodes(mayNodes);
  const permission = search.permission ?? 'instance.view';
  const user = search.user ?? me.id;
  const person = useQuery({
    queryKey: ['users', user],
    queryFn: ({ signal }) => oneUser(user, signal),
    enabled: mayUsers && user !== me.id,
  });
  const place = search.instance ? `instance ${search.instance}` : search.node ? `node ${search.node}` : '';
  const set = (part: Partial<Question>) =>
    void navigate({ search: (former) => ({ ...former, ...part }), replace: true });
  const question: Question = {
    permission,
    user,
    ...(search.instance !== undefined && { instance: search.instance }),
    ...(search.instance === undefined && search.node !== undefined && { node: search.node }),
  };
  const answer = useQuery({
    queryKey: ['rights', question],
    queryFn: ({ signal }) => explainRight(question, signal),
    staleTime: 0,
  });
  const name = user === me.id ? me.name : (person.data?.name ?? user);
  const [typed, setTyped] = useState<string>();
  return (
    <>
      <PageHead title={t('why.title')} />
      <PageBody narrow>
        <p className={styles.intro}>{t('why.intro')}</p>
        <div className={styles.question}>
          {mayUsers && (
            <UserPicker
              label={t('why.person')}
              hint={t('why.personHint')}
              value={typed ?? name}
              onChange={(text, found) => {
                setTyped(text);
                if (found) set({ user: found.id });
              }}
            />
          )}
          <SelectField label={t('why.permission')} value={permission} onChange={(event) => set({ permission: event.target.value })}>
            {groups.data?.map((group) => (
              <optgroup key={group.id} label={group.title}>
                {group.permissions.map((each) => (
                  <option key={each.name} value={each.name}>
                    {each.title}
                  </option>
                ))}
              </optgroup>
            ))}
          </SelectField>
          <SelectField
            label={t('why.place')}
            value={place}
            onChange={(event) => {
              const [kind, id] = event.target.value.split(' ');
              set({ instance: kind === 'instance' ? id : undefined, node: kind === 'node' ? id : undefined } as Partial<Question>);
            }}
          >
            <option value="">{t('why.anywhere')}</option>
            <optgroup label={t('why.instances')}>
              {instances.data?.instances.map((instance) => (
                <option key={instance.id} value={`instance ${instance.id}`}>
                  {instance.name}
                </option>
              ))}
            </optgroup>
            {nodes.data && (
              <optgroup label={t('why.nodes')}>
                {nodes.data.map((node) => (
                  <option key={node.id} value={`node ${node.id}`}>
                    {node.name}
                  </option>
                ))}
              </optgroup>
            )}
          </SelectField>
        </div>
        {answer.error && <ErrorNote error={answer.error} onRetry={() => void answer.refetch()} />}
        {answer.isPending && <Skeleton rows={3} />}
        {answer.data && <Answer name={name} answer={answer.data} nodeName={(id) => nodes.data?.find((node) => node.id === id)?.name ?? id} />}
      </PageBody>
    </>
  );
}

interface AnswerProps {
  name: string;
  answer: Explanation;
  nodeName: (id: string) => string;
}

function Answer({ name, answer, nodeName }: AnswerProps) {
  const { t } = useTranslation('roles');
  return (
    <section className={styles.answer} aria-label={t('why.looked')}>
      <p className={`${styles.verdict} ${answer.allowed ? styles.yes : styles.no}`} role="status">
        {t(answer.allowed ? 'why.yes' : 'why.no', { name })}
      </p>
      <ul className={styles.reasons}>
        {answer.reasons.map((reason, index) => (
          <li key={index}>
            <Sign reason={reason} />
            <Words reason={reason} nodeName={nodeName} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Sign({ reason }: { reason: Reason }) {
  const { t } = useTranslation('roles');
  if (reason.code === 'WOULD_HOLD') return <Lightbulb size={16} className={styles.hint} aria-hidden="true" />;
  return reason.gives ? (
    <Check size={16} className={styles.gives} aria-label={t('why.gives')} />
  ) : (
    <Minus size={16} className={styles.givesNot} aria-label={t('why.givesNot')} />
  );
}

function Words({ reason, nodeName }: { reason: Reason; nodeName: (id: string) => string }) {
  const { t } = useTranslation('roles');
  const roleName = useRoleNameOf();
  const { role, node, until } = reason.parameters;
  return (
    <span>
      {t(`reason.${reason.code as 'ROLE'}`, {
        role: role === undefined ? '' : roleName(role),
        where: node === undefined ? t('grants.everywhere') : t('grants.onNode', { node: nodeName(node) }),
        time: until === undefined ? t('grants.forGood') : t('grants.until', { time: formatMoment(until) }),
      })}
    </span>
  );
}
