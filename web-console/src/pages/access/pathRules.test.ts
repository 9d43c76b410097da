import { describe, expect, it } from 'vitest';
import { accessOf, draftRule, ruleErrors, switched, toRules } from './pathRules';

const rule = (path: string) => draftRule({ path, access: 'read' });
const errors = (...paths: string[]) => {
  const rules = paths.map(rule);
  const found = ruleErrors(rules);
  return rules.map(({ key }) => found.get(key));
};

describe('rules for paths', () => {
  it('say what the server would refuse', () => {
    expect(errors('world', '/plugins/', '')).toEqual([undefined, undefined, 'empty']);
    expect(errors('a/../b', 'a//b', 'a\\b', './a')).toEqual(['outside', 'outside', 'outside', 'outside']);
    expect(errors('world', 'world/')).toEqual([undefined, 'twice']);
    expect(errors('x'.repeat(1025))).toEqual(['long']);
    expect(errors(...Array.from({ length: 65 }, (_, index) => `f${index}`)).at(-1)).toBe('many');
  });

  it('go out without slashes at their ends', () => {
    expect(toRules([rule(' /a/b/ ')])).toEqual([{ path: 'a/b', access: 'read' }]);
  });

  it('let the longest path win, name by name, within what the permissions give', () => {
    const rules = [
      { path: 'world', access: 'read' as const },
      { path: 'world/secret', access: 'hide' as const },
      { path: 'plugins', access: 'write' as const },
    ];
    const writer = ['instance.files.read', 'instance.files.write'];
    expect(accessOf('world/level.dat', writer, rules)).toBe('read');
    expect(accessOf('world/secret/x', writer, rules)).toBe('hide');
    expect(accessOf('world-old', writer, rules)).toBe('write');
    expect(accessOf('plugins', ['instance.files.read'], rules)).toBe('read');
    expect(accessOf('plugins', [], rules)).toBe('hide');
  });
});

describe('permissions', () => {
  it('bring what they need and take what needs them', () => {
    expect(switched([], 'instance.files.write', true).sort()).toEqual([
      'instance.files.read',
      'instance.files.write',
      'instance.view',
    ]);
    expect(switched(['instance.view', 'instance.files.read', 'instance.files.write'], 'instance.files.read', false)).toEqual([
      'instance.view',
    ]);
  });
});
