import { describe, expect, it } from 'vitest';
import { applyChanges, ChangeLog } from './changeLog';
import type { Change } from './eventSocket';

const changed = (id: string, name: string): Change => ({ topic: 'instances', kind: 'changed', id, data: { id, name } });
const removed = (id: string): Change => ({ topic: 'instances', kind: 'removed', id });
const list = [
  { id: 'a', name: 'A' },
  { id: 'b', name: 'B' },
];

describe('applyChanges', () => {
  it('changes in place, adds at the end, removes', () => {
    expect(applyChanges(list, [changed('a', 'A2'), changed('c', 'C'), removed('b')])).toEqual([
      { id: 'a', name: 'A2' },
      { id: 'c', name: 'C' },
    ]);
  });

  it('keeps only the last change of each', () => {
    expect(applyChanges(list, [changed('a', 'A2'), removed('a'), changed('c', 'C'), removed('c')])).toEqual([list[1]]);
    expect(applyChanges(list, [removed('a'), changed('a', 'A3')])).toEqual([{ id: 'a', name: 'A3' }, list[1]]);
  });

  it('returns the same list when nothing touches it', () => {
    expect(applyChanges(list, [])).toBe(list);
    expect(applyChanges(list, [removed('x')])).toBe(list);
  });
});

describe('ChangeLog', () => {
  it('gives a fetch the changes of its topic that came meanwhile', () => {
    const log = new ChangeLog();
    log.add(changed('a', 'before'));
    const first = log.begin('instances');
    log.add(changed('a', 'during'));
    const second = log.begin('instances');
    const nodes = log.begin('nodes');
    log.add(removed('b'));
    expect(log.end(first)).toEqual([changed('a', 'during'), removed('b')]);
    expect(log.end(second)).toEqual([removed('b')]);
    expect(log.end(nodes)).toEqual([]);
    expect(log.end(first)).toEqual([]);
  });
});
