import {
  Database,
  KeyRound,
  Lock,
  ScrollText,
  Server,
  ShieldCheck,
  SquareTerminal,
  Users,
  type LucideIcon,
} from 'lucide-react';
import type { HousePermission } from '@/api/permissions';
import { holds, useSession } from '@/session/session';

/** A page that the navigation offers: rail, bottom bar and palette show the same ones. */
export interface Place {
  key: 'instances' | 'nodes' | 'users' | 'roles' | 'audit' | 'security' | 'providers' | 'storage';
  to:
    | '/instances'
    | '/nodes'
    | '/users'
    | '/roles'
    | '/audit'
    | '/settings/security'
    | '/settings/providers'
    | '/settings/storage';
  icon: LucideIcon;
  /** Any of them is enough; none: everybody. */
  needs: readonly HousePermission[];
}

const PLACES: readonly Place[] = [
  { key: 'instances', to: '/instances', icon: SquareTerminal, needs: [] },
  { key: 'nodes', to: '/nodes', icon: Server, needs: ['node.view'] },
  { key: 'users', to: '/users', icon: Users, needs: ['user.manage'] },
  { key: 'roles', to: '/roles', icon: ShieldCheck, needs: ['role.manage', 'user.manage'] },
  { key: 'audit', to: '/audit', icon: ScrollText, needs: ['audit.read'] },
  { key: 'security', to: '/settings/security', icon: Lock, needs: ['panel.manage'] },
  { key: 'providers', to: '/settings/providers', icon: KeyRound, needs: ['provider.manage'] },
  { key: 'storage', to: '/settings/storage', icon: Database, needs: ['storage.manage'] },
];

/** Those that the person may open. */
export function usePlaces(): readonly Place[] {
  const session = useSession();
  return PLACES.filter((place) => place.needs.length === 0 || place.needs.some((need) => holds(session, need)));
}
