import { describe, expect, it } from 'vitest';
import type { PermissionGroup, PermissionInfo } from '@/api/roleCalls';
import { EMPTY, awayNames, isSame, levelOf, searched, withLevel } from './roleDraft';

const permission = (name: string, about = 'instance', reach = 'owner'): PermissionInfo => ({
  name,
  title: `Title of ${name}`,
  description: '',
  about,
  reach,
});

const GROUPS: PermissionGroup[] = [
  { id: 'account', title: 'Account', permissions: [permission('account.self', 'panel', 'self')] },
  { id: 'files', title: 'Files', permissions: [permission('instance.files.read'), permission('instance.files.write')] },
  { id: 'people', title: 'People', permissions: [permission('user.manage', 'panel', 'administrator')] },
];

describe('a draft of a role', () => {
  it('takes along what a permission is of no use without', () => {
    const draft = withLevel(EMPTY, permission('instance.files.write'), 'everywhere');
    expect([...draft.permissions].sort()).toEqual(['instance.files.read', 'instance.files.write', 'instance.view']);
    expect(draft.own).toEqual([]);
  });

  it('keeps more than the wish where there is more', () => {
    const all = withLevel(EMPTY, permission('instance.files.read'), 'everywhere');
    const draft = withLevel(all, permission('instance.files.write'), 'own');
    expect(levelOf(draft, 'instance.files.read')).toBe('everywhere');
    expect(levelOf(draft, 'instance.files.write')).toBe('own');
  });

  it('adds nothing to what is not about instances', () => {
    expect(withLevel(EMPTY, permission('user.manage', 'panel', 'administrator'), 'everywhere').permissions).toEqual(['user.manage']);
  });

  it('goes down a level and away', () => {
    const name = 'instance.files.read';
    let draft = withLevel(EMPTY, permission(name), 'everywhere');
    draft = withLevel(draft, permission(name), 'own');
    expect(levelOf(draft, name)).toBe('own');
    expect(levelOf(withLevel(draft, permission(name), 'none'), name)).toBe('none');
  });

  it('is the same in any order', () => {
    expect(isSame({ ...EMPTY, permissions: ['a', 'b'] }, { ...EMPTY, permissions: ['b', 'a'], name: ' ' })).toBe(true);
    expect(isSame({ ...EMPTY, own: ['a'] }, { ...EMPTY, permissions: ['a'] })).toBe(false);
  });
});

describe('searching permissions', () => {
  it('leaves out everybody’s own account', () => {
    expect(searched(GROUPS, '').map((group) => group.id)).toEqual(['files', 'people']);
  });

  it('finds by title, name and group', () => {
    expect(searched(GROUPS, 'FILES write').flatMap((group) => group.permissions.map((each) => each.name))).toEqual([
      'instance.files.write',
    ]);
    expect(searched(GROUPS, 'people')).toHaveLength(1);
    expect(searched(GROUPS, 'nothing')).toEqual([]);
  });

  it('names what no plug-in brings any more', () => {
    expect(awayNames(GROUPS, { permissions: ['user.manage', 'maps.draw'], own: ['maps.draw'] })).toEqual(['maps.draw']);
  });
});
