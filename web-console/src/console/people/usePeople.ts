import { useEffect } from 'react';
import { useQuery } from '@tanstack/react-query';
import { consolePresence, type ConsolePresence } from '@/api/peopleCalls';
import { learnNames } from './names';

/** Who has this console open; events keep it fresh. */
export function usePeople(instanceId: string): ConsolePresence | undefined {
  const { data } = useQuery({
    queryKey: ['presence', instanceId],
    queryFn: ({ signal }) => consolePresence(instanceId, signal),
    staleTime: Infinity,
  });
  useEffect(() => {
    if (data !== undefined) learnNames([...data.viewers, ...data.senders]);
  }, [data]);
  return data;
}
