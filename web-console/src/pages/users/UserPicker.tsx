import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useDeferredValue, useEffect, useId, useRef } from 'react';
import { usersPage } from '@/api/userCalls';
import type { User } from '@/api/types';
import { Field } from '@/design/Field';
import { useMay } from '@/session/session';

export interface UserPickerProps {
  label: string;
  hint?: string;
  error?: string | undefined;
  /** The name as typed. */
  value: string;
  onChange: (name: string, user: User | undefined) => void;
}

const OFFERED = 12;

/** The name of an account, with proposals of the panel for those who may see accounts. */
export function UserPicker({ label, hint, error, value, onChange }: UserPickerProps) {
  const id = useId();
  const q = useDeferredValue(value.trim());
  const maySee = useMay('user.manage');
  const found = useQuery({
    queryKey: ['users', 'picker', q],
    queryFn: ({ signal }) => usersPage({ q: q === '' ? undefined : q }, { limit: OFFERED, signal }),
    enabled: maySee,
    placeholderData: keepPreviousData,
  });
  const users = found.data?.users ?? [];
  const named = (name: string) => users.find((user) => user.name.toLowerCase() === name.trim().toLowerCase());
  // Whoever types faster than the panel answers is told the account when the answer comes.
  const waiting = useRef(false);
  const match = named(value);
  useEffect(() => {
    if (!waiting.current || match === undefined) return;
    waiting.current = false;
    onChange(value, match);
  }, [match, value, onChange]);
  return (
    <>
      <Field
        label={label}
        {...(hint !== undefined && { hint })}
        error={error}
        list={maySee ? id : undefined}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        value={value}
        onChange={(event) => {
          const name = event.target.value;
          const user = named(name);
          waiting.current = user === undefined;
          onChange(name, user);
        }}
      />
      <datalist id={id}>
        {users.map((user) => (
          <option key={user.id} value={user.name}>
            {user.displayName}
          </option>
        ))}
      </datalist>
    </>
  );
}
