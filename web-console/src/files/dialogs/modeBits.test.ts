import { describe, expect, it } from 'vitest';
import { hasBit, letters, octal, parseOctal, withBit } from './modeBits';

describe('permission bits', () => {
  it('read and write as people know them', () => {
    expect(letters(0o750)).toBe('rwxr-x---');
    expect(octal(0o44)).toBe('044');
    expect(octal(0o100644)).toBe('644');
  });

  it('change one at a time', () => {
    expect(withBit(0o644, 'group', 'write', true)).toBe(0o664);
    expect(withBit(0o777, 'others', 'read', false)).toBe(0o773);
    expect(hasBit(0o100, 'owner', 'execute')).toBe(true);
  });

  it('take three digits only', () => {
    expect(parseOctal('0755')).toBe(0o755);
    expect(parseOctal(' 640 ')).toBe(0o640);
    for (const wrong of ['', '64', '888', '4755', '64x']) expect(parseOctal(wrong), wrong).toBeUndefined();
  });
});
