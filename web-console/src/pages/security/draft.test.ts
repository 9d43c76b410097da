import { expect, test } from 'vitest';
import { asBody, asDraft, isWrong } from './draft';

const saved = {
  keyMode: 'on',
  sessionIdleHours: 168,
  sessionDays: 30,
  passwordLength: 10,
  trustedProxies: ['10.0.0.0/8', '::1'],
  origins: [],
  blockedAddresses: ['192.0.2.0/24'],
  clientAddress: '127.0.0.1',
};

test('what comes from the panel goes back as it was, without what is only shown', () => {
  const { clientAddress: _shown, ...rest } = saved;
  expect(asBody(asDraft(saved))).toEqual(rest);
});

test('lines, blanks and commas part addresses', () => {
  expect(asBody({ ...asDraft(saved), trustedProxies: ' 10.0.0.1,10.0.0.2\n\n::1 ' }).trustedProxies).toEqual(['10.0.0.1', '10.0.0.2', '::1']);
});

test.each(['', '0', '366', '1.5', '-1', 'many'])('%j days are refused', (text) => {
  expect(isWrong({ ...asDraft(saved), sessionDays: text }, 'sessionDays')).toBe(true);
});
