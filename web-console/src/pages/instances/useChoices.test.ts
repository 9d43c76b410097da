import { describe, expect, it } from 'vitest';
import { moved } from './useChoices';

describe('moved', () => {
  it('puts one into another place', () => {
    expect(moved(['a', 'b', 'c'], [], 'a', 2)).toEqual(['b', 'c', 'a']);
    expect(moved(['a', 'b', 'c'], [], 'c', 0)).toEqual(['c', 'a', 'b']);
  });

  it('stays within the list', () => {
    expect(moved(['a', 'b'], [], 'a', -1)).toEqual(['a', 'b']);
    expect(moved(['a', 'b'], [], 'a', 9)).toEqual(['b', 'a']);
  });

  it('keeps what a filter hides', () => {
    expect(moved(['a', 'b'], ['x', 'b', 'y', 'a'], 'b', 0)).toEqual(['b', 'a', 'x', 'y']);
  });
});
