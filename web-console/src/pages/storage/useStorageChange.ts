import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Storage } from '@/api/storageCalls';

export const STORAGE_KEY = ['storage'] as const;

/** A change whose answer is the whole page anew. */
export function useStorageChange<V>(change: (value: V) => Promise<Storage>, done?: (value: V) => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: (storage, value) => {
      client.setQueryData(STORAGE_KEY, storage);
      done?.(value);
    },
  });
}
