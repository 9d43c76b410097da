import { createContext, useContext, type Dispatch, type ReactNode, type SetStateAction } from 'react';
import type { Instance } from '@/api/types';

/** What the frame lends to its tabs: the instance, and a place in the header for the way to the daemon ("direct"). */
export interface FrameContext {
  instance: Instance;
  setBadge: Dispatch<SetStateAction<ReactNode>>;
}

export const InstanceContext = createContext<FrameContext | undefined>(undefined);

export function useFrame(): FrameContext {
  const frame = useContext(InstanceContext);
  if (!frame) throw new Error('outside an instance');
  return frame;
}
