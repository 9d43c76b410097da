import { useEffect } from 'react';
import { useQuery } from '@tanstack/react-query';
import { consolePresence, type ConsolePresence } from '@/api/peopleCalls';
import { applyChanges } from '@/live/changeLog';
import { gate } from '@/live/connection';
import { changeLog } from '@/live/patches';
import { learnNames } from './names';

/** Coming here is news of itself, which may be faster than the answer. */
async function fetchPresence(id: string, signal: AbortSignal): Promise<ConsolePresence> {
  await gate.ready('presence');
  const fetch = changeLog.begin('presence');
  try {
    const answer = await consolePresence(id, signal);
    return applyChanges([answer], changeLog.end(fetch)).find((each) => each.id === id) ?? answer;
  } finally {
    changeLog.end(fetch);
  }
}

/** Who has this console open; events keep it fresh. */
export function usePeople(instanceId: string): ConsolePresence | undefined {
  const { data } = useQuery({
    queryKey: ['presence', instanceId],
    queryFn: ({ signal }) => fetchPresence(instanceId, signal),
    staleTime: Infinity,
  });
  useEffect(() => {
    if (data !== undefined) learnNames([...data.viewers, ...data.senders]);
  }, [data]);
  return data;
}
