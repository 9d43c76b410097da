import { useSyncExternalStore } from 'react';
import { onNames, personName, visibleText } from './names';

/** Who sent a line, as it stands before it. */
export function SenderName({ user }: { user: string }) {
  const name = useSyncExternalStore(onNames, () => personName(user));
  return <b>{`${visibleText(name)}: `}</b>;
}
