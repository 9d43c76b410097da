import type { Instance } from '@/api/types';

export interface FilesTabProps {
  instance: Instance;
}

export default function FilesTab({ instance }: FilesTabProps) {
  return <section aria-label={instance.name} />;
}
