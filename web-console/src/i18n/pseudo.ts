import type { ResourceKey } from 'i18next';

/**
 * English as a translator's nightmare: accents on every vowel and 40 % longer, in brackets. Set the language `en-XA` in
 * localStorage (`ostler.look`) to see texts that were forgotten or are cut off; browser tests do.
 */
const ACCENTS: Record<string, string> = { a: 'å', e: 'é', i: 'î', o: 'ö', u: 'û', A: 'Å', E: 'É', I: 'Î', O: 'Ö', U: 'Û' };
const LONGER = 0.4;

export function pseudo(texts: ResourceKey): ResourceKey {
  if (typeof texts === 'string') return disguise(texts);
  return Object.fromEntries(
    Object.entries(texts as Record<string, ResourceKey>).map(([key, text]) => [key, pseudo(text)]),
  );
}

function disguise(text: string): string {
  if (text === '') return text;
  const parts = text.split(/(\{\{\w+\}\})/);
  const accented = parts.map((part) => (part.startsWith('{{') ? part : part.replace(/[aeiou]/gi, (sign) => ACCENTS[sign] ?? sign)));
  return `[${accented.join('')}${'~'.repeat(Math.ceil(text.length * LONGER))}]`;
}
