import { beforeEach, describe, expect, it } from 'vitest';
import { Leaving } from './leaving';

describe('leaving the end of the log', () => {
  let leaving: Leaving;
  beforeEach(() => {
    leaving = new Leaving();
    leaving.hasLeft({ top: 900, height: 1000, first: 1 }, true);
  });

  it('is not what lines below do', () => {
    expect(leaving.hasLeft({ top: 900, height: 2000, first: 1 }, false)).toBe(false);
  });

  it('is not what lines do that are dropped above while as many come below', () => {
    expect(leaving.hasLeft({ top: 500, height: 1000, first: 40 }, false)).toBe(false);
    expect(leaving.hasLeft({ top: 400, height: 1100, first: 60 }, false)).toBe(false);
  });

  it('is a move up among the same lines, by whatever', () => {
    expect(leaving.hasLeft({ top: 500, height: 1000, first: 1 }, false)).toBe(true);
  });

  it('is whatever a hand does, also in a flood', () => {
    leaving.touch();
    expect(leaving.hasLeft({ top: 500, height: 1000, first: 40 }, false)).toBe(true);
  });

  it('is over at the end, and for whoever asks for the end in a flood', () => {
    leaving.touch();
    expect(leaving.hasLeft({ top: 900, height: 1000, first: 1 }, true)).toBe(false);
    leaving.touch();
    leaving.stay();
    expect(leaving.hasLeft({ top: 900, height: 2000, first: 1 }, false)).toBe(false);
  });
});
