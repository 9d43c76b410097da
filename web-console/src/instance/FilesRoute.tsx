import FilesTab from '@/files/FilesTab';
import { useFrame } from './context';

export default function FilesRoute() {
  return <FilesTab instance={useFrame().instance} />;
}
