import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import words from './common-words.txt?raw';
import { judge } from './NewPasswordJudge';

const kind = (password: string, name = 'anna', least = 10) => judge(password, name, least).kind;

describe('what is said of a new password', () => {
  it.each(['Password1234', 'P@ssw0rd2024!', 'qwertyuiop123', 'passwordpassword', 'ILoveYou!!!!', '1qaz2wsx3edc', 'aaaaaaaaaaaa', 'abcabcabcabc'])(
    '%s is one of the first that are tried',
    (password) => expect(kind(password)).toBe('common'),
  );

  it.each(['correct horse battery staple', 'kT7#vQ2m!x', '我的服务器密码很长很长', 'hunde bellen nachts laut'])('%s is welcome', (password) =>
    expect(kind(password)).toBe('good'),
  );

  it('says how much is missing, in characters as people count them', () => {
    expect(judge('🐎🐴🦄', 'anna', 12)).toEqual({ kind: 'short', missing: 9 });
  });

  it('knows the name that stands beside it', () => {
    expect(kind('Berta.Meyer1', 'berta.meyer')).toBe('name');
    expect(kind('berta reitet gern aus', 'berta')).toBe('good');
  });

  it('looks at the same words as the panel', () => {
    const original = '../bundles/panel.auth/src/main/resources/io/ostler/panel/auth/internal/password/common-words.txt';
    expect(words).toBe(readFileSync(original, 'utf8'));
  });
});
