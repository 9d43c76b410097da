import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { allInstances, allNodes, firstInstances, oneInstance, oneNode } from '@/api/calls';
import type { Instance, Node } from '@/api/types';
import { applyChanges } from './changeLog';
import { gate } from './connection';
import { changeLog, patchedInstances, type InstanceList } from './patches';
import { queryClient } from './queryClient';

/** Lists and single objects that events keep fresh; nothing here is fetched twice while the socket lives. */

async function fetchInstances(signal: AbortSignal): Promise<InstanceList> {
  if (!gate.isOpen('instances') && queryClient.getQueryData(['instances']) === undefined) void showFirstScreen(signal);
  await gate.ready('instances');
  const fetch = changeLog.begin('instances');
  try {
    return patchedInstances(await allInstances(signal), changeLog.end(fetch));
  } finally {
    changeLog.end(fetch);
  }
}

/** While the socket is still being opened, over a slow line: the first rows, until the whole list is there. */
async function showFirstScreen(signal: AbortSignal): Promise<void> {
  try {
    const { instances, total } = await firstInstances(signal);
    queryClient.setQueryData<InstanceList>(['instances'], (whole) => whole ?? { instances, total });
  } catch {
    // The whole list reports what is wrong.
  }
}

async function fetchNodes(signal: AbortSignal): Promise<Node[]> {
  await gate.ready('nodes');
  const fetch = changeLog.begin('nodes');
  try {
    return applyChanges(await allNodes(signal), changeLog.end(fetch));
  } finally {
    changeLog.end(fetch);
  }
}

export function useInstances(): UseQueryResult<InstanceList> {
  return useQuery({ queryKey: ['instances'], queryFn: ({ signal }) => fetchInstances(signal), staleTime: Infinity });
}

export function useInstance(id: string): UseQueryResult<Instance> {
  return useQuery({
    queryKey: ['instance', id],
    queryFn: ({ signal }) => oneInstance(id, signal),
    staleTime: Infinity,
    initialData: () =>
      queryClient.getQueryData<InstanceList>(['instances'])?.instances.find((instance) => instance.id === id),
  });
}

export function useNodes(enabled = true): UseQueryResult<Node[]> {
  return useQuery({
    queryKey: ['nodes'],
    queryFn: ({ signal }) => fetchNodes(signal),
    staleTime: Infinity,
    enabled,
  });
}

export function useNode(id: string): UseQueryResult<Node> {
  return useQuery({
    queryKey: ['node', id],
    queryFn: ({ signal }) => oneNode(id, signal),
    staleTime: Infinity,
    initialData: () => queryClient.getQueryData<Node[]>(['nodes'])?.find((node) => node.id === id),
  });
}

