import { describe, expect, it } from 'vitest';
import { parseSpeed, speedText } from '../nodes/speedText';
import { parsePatterns, parseQuota, quotaText } from './filePolicy';

describe('the quota', () => {
  it('is typed in gigabytes', () => {
    expect(parseQuota('1.5')).toBe(1_610_612_736);
    expect(parseQuota(' 2,5 ')).toBe(2_684_354_560);
    expect(quotaText(1_610_612_736)).toBe('1.5');
    expect(parseQuota('')).toBeNull();
    expect(quotaText(undefined)).toBe('');
  });

  it('is neither nothing nor beyond all disks', () => {
    for (const wrong of ['0', '-1', 'ten', '1e3', '99999999999']) expect(parseQuota(wrong), wrong).toBeUndefined();
  });
});

describe('protected files', () => {
  it('are one pattern on each line', () => {
    expect(parsePatterns(' *.jar \n\nserver.properties\n*.jar')).toEqual(['*.jar', 'server.properties']);
    expect(parsePatterns('/etc')).toBeUndefined();
    expect(parsePatterns('x'.repeat(257))).toBeUndefined();
    expect(parsePatterns(Array.from({ length: 101 }, (_, index) => `p${index}`).join('\n'))).toBeUndefined();
  });
});

describe('speeds', () => {
  it('are typed in megabytes a second', () => {
    expect(parseSpeed('2')).toBe(2_097_152);
    expect(parseSpeed('')).toBeNull();
    expect(parseSpeed('0.001')).toBeUndefined();
    expect(parseSpeed('fast')).toBeUndefined();
    expect(speedText(2_097_152)).toBe('2');
  });
});
