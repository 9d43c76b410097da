/** Names of the accounts that were seen at consoles, by id. */
const names = new Map<string, string>();
const listeners = new Set<() => void>();

export function learnNames(people: readonly { user: string; name?: string }[]): void {
  let changed = false;
  for (const { user, name } of people) {
    if (name === undefined || names.get(user) === name) continue;
    names.set(user, name);
    changed = true;
  }
  if (changed) for (const listener of listeners) listener();
}

export function onNames(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The name, or the id while the name isn't known. */
export const personName = (user: string): string => names.get(user) ?? user;

const HIDDEN = /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g; // eslint-disable-line no-control-regex

/** Text of a person with what can't be seen, or turns the rest around, written out. */
export const visibleText = (text: string): string =>
  text.replace(HIDDEN, (hidden) => `\\u${hidden.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** One or two letters that stand for a person. */
export function initials(name: string): string {
  const words = name.split(/[\s._-]+/u).filter(Boolean);
  const letters = words.length > 1 ? [words[0], words.at(-1)] : [words[0]];
  return letters.map((word) => (word === undefined ? '' : String.fromCodePoint(word.codePointAt(0) ?? 0x3f))).join('').toLocaleUpperCase() || '?';
}
