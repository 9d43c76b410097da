import words from './common-words.txt?raw';

/**
 * What the panel would say of a new password, told while it is typed. The panel judges by the same rules and by a long
 * list of known passwords besides; it has the last word.
 */
export type Verdict = { kind: 'short'; missing: number } | { kind: 'name' } | { kind: 'common' } | { kind: 'good'; strong: boolean };

const ENOUGH = 4;
const STRONG = 8;
const SHORTEST_WALK = 3;
const LONGEST_WORD = 16;
/** Longer ones have more pieces than anybody counts, and are judged by their beginning. */
const LONGEST = 64;
const WALKS = [
  'abcdefghijklmnopqrstuvwxyz',
  '01234567890',
  'qwertyuiop[]',
  'qwertzuiop',
  'azertyuiop',
  "asdfghjkl;'",
  'zxcvbnm,./',
  'yxcvbnm',
  '!@#$%^&*()_+',
  '1q2w3e4r5t6y7u8i9o0p',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm',
  'qazwsxedcrfvtgbyhnujm',
];

const known = new Set(
  words
    .split('\n')
    .filter((line) => !line.startsWith('#'))
    .flatMap((line) => line.split(' ')),
);
const walks = WALKS.map((walk) => `${walk} ${Array.from(walk).reverse().join('')}`).join(' ');
const MASKS: Record<string, string> = { '0': 'o', '3': 'e', '4': 'a', '@': 'a', '5': 's', $: 's', '7': 't', '+': 't', '8': 'b' };
const unmasked = (text: string, one: string) => text.replace(/[1!034@5$7+8]/g, (sign) => MASKS[sign] ?? one);

export function judge(password: string, name: string, least: number): Verdict {
  const { length } = Array.from(password);
  if (length < least) return { kind: 'short', missing: least - length };
  const text = password.normalize('NFKC').toLowerCase();
  const person = name.trim().toLowerCase();
  if (person.length >= 3 && text.includes(person) && text.replaceAll(person, '').length < 6) return { kind: 'name' };
  const count = pieces(text.slice(0, LONGEST));
  if (count < ENOUGH || isRepetition(text)) return { kind: 'common' };
  return { kind: 'good', strong: count >= STRONG };
}

/** The smallest number of words, walks, years and single signs that make the text. */
function pieces(text: string): number {
  const asL = unmasked(text, 'l');
  const asI = unmasked(text, 'i');
  const fewest: number[] = [0];
  for (let to = 1; to <= text.length; to++) {
    let least = Infinity;
    for (let from = 0; from < to; from++) {
      const isWord =
        to - from <= LONGEST_WORD && [text, asL, asI].some((spelling) => known.has(spelling.slice(from, to)));
      least = Math.min(least, (fewest[from] ?? 0) + (isWord ? 1 : cost(text.slice(from, to))));
    }
    fewest.push(least);
  }
  return fewest[text.length] ?? 0;
}

function cost(text: string): number {
  const isWalk = text.length >= SHORTEST_WALK && !text.includes(' ') && walks.includes(text);
  if (isWalk || /^(19|20)\d\d$/.test(text) || new Set(text).size === 1) return 1;
  return /^\d+$/.test(text) ? Math.floor((text.length + 1) / 2) : text.length;
}

function isRepetition(text: string): boolean {
  for (let unit = 1; unit <= text.length / 2; unit++) {
    const first = text.slice(0, unit);
    if (first.repeat(Math.floor(text.length / unit) + 1).startsWith(text)) return unit < 6 || pieces(first) < ENOUGH;
  }
  return false;
}
