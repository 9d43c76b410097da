import { expect, it } from 'vitest';
import { pseudo } from './pseudo';

it('disguises texts and leaves places for parameters alone', () => {
  expect(pseudo({ a: { b: 'Stop {{name}}' }, c: '' })).toEqual({ a: { b: '[Stöp {{name}}~~~~~~]' }, c: '' });
});
