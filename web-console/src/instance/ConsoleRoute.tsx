import ConsoleTab from '@/console/ConsoleTab';
import { useFrame } from './context';

export default function ConsoleRoute() {
  return <ConsoleTab instance={useFrame().instance} />;
}
