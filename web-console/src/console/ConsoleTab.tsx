import type { Instance } from '@/api/types';

export interface ConsoleTabProps {
  instance: Instance;
}

export default function ConsoleTab({ instance }: ConsoleTabProps) {
  return <section aria-label={instance.name} />;
}
