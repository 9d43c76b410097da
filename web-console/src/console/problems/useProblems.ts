import { useQuery } from '@tanstack/react-query';
import { crashOf, listProblems } from '@/api/problemCalls';
import type { CrashReport, Exit, Finding, Instance } from '@/api/types';

const NONE: readonly Finding[] = [];

/** What was recognised in the present or last run; events keep it fresh. */
export function useProblems(instance: Instance): readonly Finding[] {
  const { data } = useQuery({
    queryKey: ['problems', instance.id],
    queryFn: ({ signal }) => listProblems(instance.id, signal),
    staleTime: Infinity,
  });
  return data?.problems ?? NONE;
}

/** The report of this very crash, once the node has it. */
export function useCrash(instance: Instance, exit: Exit | undefined): CrashReport | undefined {
  const crashed = instance.state.type === 'crashed' && !instance.stale;
  const { data } = useQuery({
    queryKey: ['crash', instance.id, exit?.at],
    queryFn: ({ signal }) => crashOf(instance.id, signal),
    enabled: crashed,
    staleTime: Infinity,
  });
  return crashed ? (data ?? undefined) : undefined;
}
