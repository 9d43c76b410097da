/** Paths of an instance's files: relative, '/' between names, `''` for the instance's own folder. */

export function join(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}

export function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

export interface Crumb {
  name: string;
  path: string;
}

/** The folders that lead to a path, the instance's own folder left out. */
export function crumbsOf(path: string): Crumb[] {
  if (path === '') return [];
  const names = path.split('/');
  return names.map((name, index) => ({ name, path: names.slice(0, index + 1).join('/') }));
}

/** Whether `path` is the folder or lies somewhere in it. */
export function isWithin(path: string, folder: string): boolean {
  return folder === '' || path === folder || path.startsWith(`${folder}/`);
}

export type NameProblem = 'empty' | 'dots' | 'characters' | 'long';

/** What the daemon would refuse about a name; told while it is typed. */
export function nameProblem(name: string): NameProblem | undefined {
  if (name === '') return 'empty';
  if (name === '.' || name === '..') return 'dots';
  // eslint-disable-next-line no-control-regex
  if (/[/\\\u0000-\u001f\u007f]/.test(name)) return 'characters';
  if (new TextEncoder().encode(name).length > 255) return 'long';
  return undefined;
}

/** `name (2).txt`: the first of its kind that isn't taken. Endings such as `.tar.gz` stay together. */
export function freeName(name: string, taken: (name: string) => boolean): string {
  const dot = /\.(?:tar\.)?[^.]+$/.exec(name.slice(1))?.index;
  const cut = dot === undefined ? name.length : dot + 1;
  for (let count = 2; ; count += 1) {
    const candidate = `${name.slice(0, cut)} (${count})${name.slice(cut)}`;
    if (!taken(candidate)) return candidate;
  }
}

/** How much of a name is selected for renaming: all but the ending. */
export function stemLength(name: string): number {
  const dot = name.lastIndexOf('.');
  return dot > 0 ? dot : name.length;
}

/**
 * A name as it is shown. Programs may make files with any name: what would break the line, hide itself or turn the
 * reading order is named instead.
 */
export function shownName(name: string): string {
  return name.replace(
    // eslint-disable-next-line no-control-regex
    /[\u0000-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/g,
    (char) => `<U+${char.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}>`,
  );
}

const ARCHIVE = /\.(zip|jar|tar|tgz|txz|tbz2?|7z|rar|tar\.(gz|xz|bz2|zst)|mcpack|mrpack)$/i;

/** Whether the name looks like an archive that can be extracted; what it really is the daemon tells from its content. */
export const isArchive = (name: string): boolean => ARCHIVE.test(name);

/** `world.tar.gz` as `world`. */
export function withoutArchiveEnding(name: string): string {
  const stem = name.replace(ARCHIVE, '');
  return stem === '' ? name : stem;
}

const IMAGE = /\.(png|jpe?g|gif|webp|avif|bmp|ico|svg)$/i;

/** Pictures that browsers show. */
export const isImage = (name: string): boolean => IMAGE.test(name);
