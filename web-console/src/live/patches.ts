import type { Batch } from '@/api/listCalls';
import type { Task } from '@/api/fileTypes';
import type { Instance, Node } from '@/api/types';
import { applyChanges, ChangeLog } from './changeLog';
import type { Change, Topic } from './eventSocket';
import { queryClient } from './queryClient';

/** Writes changes into the query cache: the first at once, those that follow within 250 ms together. */
export interface InstanceList {
  instances: Instance[];
  total: number;
}

const BATCH_MILLIS = 250;
const KEYS: Record<Topic, string> = { instances: 'instance', nodes: 'node', tasks: 'task', findings: 'problems', batches: 'batch', presence: 'presence', samples: 'sample' };

export const changeLog = new ChangeLog();
let batch: Change[] = [];
let timer: ReturnType<typeof setTimeout> | undefined;

export function takeChange(change: Change): void {
  changeLog.add(change);
  batch.push(change);
  if (timer !== undefined) return;
  flush();
  timer = setTimeout(flushLater, BATCH_MILLIS);
}

function flushLater(): void {
  timer = undefined;
  if (batch.length === 0) return;
  flush();
  timer = setTimeout(flushLater, BATCH_MILLIS);
}

function flush(): void {
  const changes = batch;
  batch = [];
  const of = (topic: Topic) => changes.filter((change) => change.topic === topic);
  queryClient.setQueryData<InstanceList>(['instances'], (list) => list && patchedInstances(list, of('instances')));
  queryClient.setQueryData<Node[]>(['nodes'], (list) => list && applyChanges(list, of('nodes')));
  queryClient.setQueryData<Task[]>(['tasks'], (list) => list && applyChanges(list, of('tasks')));
  queryClient.setQueryData<Batch[]>(['batches'], (list) => list && applyChanges(list, of('batches')));
  if (changes.some(({ topic, kind }) => topic === 'instances' && kind === 'removed')) {
    // It may be among those that can be restored now.
    void queryClient.invalidateQueries({ queryKey: ['deleted'] });
  }
  for (const change of changes) {
    const key = [KEYS[change.topic], change.id];
    if (change.kind === 'removed') void queryClient.invalidateQueries({ queryKey: key });
    // Events about batches say how many, not which.
    else if (change.topic === 'batches') void queryClient.invalidateQueries({ queryKey: key });
    else if (queryClient.getQueryData(key) !== undefined) queryClient.setQueryData(key, change.data);
  }
}

export function patchedInstances(list: InstanceList, changes: readonly Change[]): InstanceList {
  const instances = applyChanges(list.instances, changes);
  if (instances === list.instances) return list;
  return { instances, total: list.total + instances.length - list.instances.length };
}

/** What an action answered. Its event may have come first with something newer; that stays. */
export function showInstance(instance: Instance): void {
  const known =
    queryClient.getQueryData<Instance>(['instance', instance.id]) ??
    queryClient.getQueryData<InstanceList>(['instances'])?.instances.find((each) => each.id === instance.id);
  if (known && known.changedAt > instance.changedAt) return;
  takeChange({ topic: 'instances', kind: 'changed', id: instance.id, data: instance });
}

export function showNode(node: Node): void {
  takeChange({ topic: 'nodes', kind: 'changed', id: node.id, data: node });
}

export function forget(topic: Topic, id: string): void {
  takeChange({ topic, kind: 'removed', id });
}

/** What a call answered; an event that came before is at least as new. */
export function showTask(task: Task): void {
  const known = queryClient.getQueryData<Task[]>(['tasks'])?.some(({ id }) => id === task.id) ?? false;
  if (!known) takeChange({ topic: 'tasks', kind: 'changed', id: task.id, data: task });
}

/** What a call answered; an event that came before is at least as new. */
export function takeBatch(batch: Batch): void {
  const known = queryClient.getQueryData<Batch[]>(['batches'])?.some(({ id }) => id === batch.id) ?? false;
  if (!known) takeChange({ topic: 'batches', kind: 'changed', id: batch.id, data: batch });
}
