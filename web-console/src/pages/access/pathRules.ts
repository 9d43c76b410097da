import type { FileAccess, PathRule } from '@/api/fileTypes';

export const ACCESSES: readonly FileAccess[] = ['hide', 'read', 'write'];

const MOST_RULES = 64;
const LONGEST_PATH = 1024;

/** A rule while it is typed. */
export interface DraftRule extends PathRule {
  key: number;
}

let nextKey = 1;
export const draftRule = (rule: PathRule = { path: '', access: 'read' }): DraftRule => ({ ...rule, key: nextKey++ });

/** As the server wants it: no slash at either end. */
export const cleanPath = (path: string): string => path.trim().replace(/^\/+|\/+$/g, '');

export type RuleError = 'empty' | 'outside' | 'twice' | 'long' | 'many';

/** What is wrong with each rule, by key; nothing when all can be saved. */
export function ruleErrors(rules: readonly DraftRule[]): ReadonlyMap<number, RuleError> {
  const errors = new Map<number, RuleError>();
  const seen = new Set<string>();
  for (const [index, { key, path }] of rules.entries()) {
    const clean = cleanPath(path);
    const names = clean.split('/');
    if (clean === '') errors.set(key, 'empty');
    else if (clean.length > LONGEST_PATH) errors.set(key, 'long');
    // eslint-disable-next-line no-control-regex
    else if (names.some((name) => ['', '.', '..'].includes(name)) || /[\\\u0000-\u001f\u007f-\u009f]/.test(clean))
      errors.set(key, 'outside');
    else if (seen.has(clean)) errors.set(key, 'twice');
    else if (index >= MOST_RULES) errors.set(key, 'many');
    seen.add(clean);
  }
  return errors;
}

export const toRules = (rules: readonly DraftRule[]): PathRule[] =>
  rules.map(({ path, access }) => ({ path: cleanPath(path), access }));

/** What somebody may do with a path: the rule with the longest path wins, never beyond what the permissions give. */
export function accessOf(path: string, permissions: readonly string[], rules: readonly PathRule[]): FileAccess {
  const most: FileAccess = permissions.includes('instance.files.write')
    ? 'write'
    : permissions.includes('instance.files.read')
      ? 'read'
      : 'hide';
  let found: FileAccess = most;
  let longest = -1;
  for (const { path: of, access } of rules) {
    if (of.length > longest && (path === of || path.startsWith(`${of}/`))) {
      longest = of.length;
      found = access;
    }
  }
  return ACCESSES[Math.min(ACCESSES.indexOf(found), ACCESSES.indexOf(most))] ?? 'hide';
}

/** One permission switched, with what belongs to it: who may write may read, who may do anything may see. */
export function switched(permissions: readonly string[], permission: string, on: boolean): string[] {
  const next = new Set(permissions);
  if (on) next.add(permission);
  else next.delete(permission);
  for (const area of ['instance.files', 'instance.console']) {
    if (permission === `${area}.write` && on) next.add(`${area}.read`);
    if (permission === `${area}.read` && !on) next.delete(`${area}.write`);
  }
  next.add('instance.view');
  return [...next];
}
