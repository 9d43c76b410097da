import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { instancesLike } from '@/api/keyCalls';
import { CheckField, Field } from '@/design/Field';
import { ErrorNote } from '@/design/Notices';
import styles from './ApiKeys.module.css';

/** Some of the instances, found by name; what is chosen stays in sight. */
export function InstanceChoice({ chosen, onChange }: { chosen: readonly string[]; onChange: (next: readonly string[]) => void }) {
  const { t } = useTranslation('security');
  const [text, setText] = useState('');
  const [names, setNames] = useState<Readonly<Record<string, string>>>({});
  const q = useDeferredValue(text.trim());
  const query = useQuery({
    queryKey: ['instances-like', q],
    queryFn: ({ signal }) => instancesLike(q, signal),
    placeholderData: keepPreviousData,
  });
  const found = query.data ?? [];
  const shown = [
    ...chosen.filter((id) => !found.some((each) => each.id === id)).map((id) => ({ id, name: names[id] ?? id })),
    ...found,
  ];
  return (
    <>
      <Field label={t('new.search')} quiet type="search" placeholder={t('new.search')} value={text} onChange={(event) => setText(event.target.value)} />
      {query.error && <ErrorNote error={query.error} brief />}
      {query.data && shown.length === 0 && <p>{t('new.noInstance')}</p>}
      <div className={styles.boxes}>
        {shown.map(({ id, name }) => (
          <CheckField
            key={id}
            label={name}
            checked={chosen.includes(id)}
            onChange={(event) => {
              setNames({ ...names, [id]: name });
              onChange(event.target.checked ? [...chosen, id] : chosen.filter((each) => each !== id));
            }}
          />
        ))}
      </div>
    </>
  );
}
