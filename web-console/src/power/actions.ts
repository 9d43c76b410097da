import { may } from '@/api/permissions';
import type { Instance, PowerAction } from '@/api/types';

const NONE: readonly PowerAction[] = [];

/** What can be done in the present state, the likeliest first. */
export function possibleActions(instance: Pick<Instance, 'state' | 'stale' | 'permissions'>): readonly PowerAction[] {
  if (!may(instance, 'instance.power') || instance.stale) return NONE;
  switch (instance.state.type) {
    case 'stopped':
    case 'crashed':
      return ['start'];
    case 'running':
      return ['stop', 'restart', 'kill'];
    case 'starting':
    case 'stopping':
    case 'unknown':
      return ['kill'];
    case 'busy':
      return NONE;
  }
}
