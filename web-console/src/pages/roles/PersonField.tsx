import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { User } from '@/api/types';
import { Field } from '@/design/Field';

const MOST_SHOWN = 50;

export interface PersonFieldProps {
  people: readonly User[];
  value: string;
  onChange: (id: string) => void;
}

/** A person by name, with names to pick from while typing. */
export function PersonField({ people, value, onChange }: PersonFieldProps) {
  const { t } = useTranslation('roles');
  const list = useId();
  const [text, setText] = useState<string>();
  const chosen = people.find((person) => person.id === value)?.name ?? '';
  const shown = text ?? chosen;
  const find = (name: string) => people.find((person) => person.name.toLowerCase() === name.trim().toLowerCase());
  const fitting = people.filter((person) => person.name.toLowerCase().includes(shown.trim().toLowerCase()) || text === undefined);
  return (
    <>
      <Field
        label={t('why.person')}
        list={list}
        autoComplete="off"
        spellCheck={false}
        value={shown}
        hint={t('why.personHint')}
        error={text !== undefined && text.trim() !== '' && fitting.length === 0 ? t('why.nobody') : undefined}
        onChange={(event) => {
          setText(event.target.value);
          const person = find(event.target.value);
          if (person) onChange(person.id);
        }}
        onBlur={() => setText(undefined)}
      />
      <datalist id={list}>
        {fitting.slice(0, MOST_SHOWN).map((person) => (
          <option key={person.id} value={person.name} />
        ))}
      </datalist>
    </>
  );
}
