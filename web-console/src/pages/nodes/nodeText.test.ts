import { expect, it } from 'vitest';
import { isSkewed, parseAddresses } from './nodeText';

it('takes one address per line', () => {
  expect(parseAddresses(' https://a.example:9401 \n\nhttp://[::1]:9401\n')).toEqual({
    addresses: ['https://a.example:9401', 'http://[::1]:9401'],
  });
  expect(parseAddresses('')).toEqual({ addresses: [] });
});

it.each([
  ['a.example:9401', 'url'],
  ['ftp://a.example', 'url'],
  ['javascript:alert(1)', 'url'],
  ['https://me@a.example', 'extras'],
  ['https://a.example/?x=1', 'extras'],
  ['https://a.example/#x', 'extras'],
])('%s is refused as %s', (line, rule) => {
  expect(parseAddresses(`https://ok.example\n${line}`).error).toEqual({ line, rule });
});

it('worries about clocks only beyond some seconds', () => {
  expect(isSkewed({ clockSkewMillis: -400 })).toBe(false);
  expect(isSkewed({ clockSkewMillis: -9_000 })).toBe(true);
  expect(isSkewed({})).toBe(false);
});
