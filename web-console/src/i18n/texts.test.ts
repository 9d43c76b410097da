import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { LOCAL_CODES } from '@/api/problem';
import { FALLBACK, LANGUAGES, pickLanguage } from './texts';

const FOLDER = 'src/i18n';
const ERROR_CODES = '../bundles/model/src/main/java/io/ostler/model/ErrorCode.java';

type Texts = { [key: string]: string | Texts };

function read(language: string, area: string): Texts {
  return JSON.parse(readFileSync(join(FOLDER, language, `${area}.json`), 'utf8')) as Texts;
}

function flat(texts: Texts, prefix = ''): [string, string][] {
  return Object.entries(texts).flatMap(([key, value]) =>
    typeof value === 'string' ? [[prefix + key, value]] : flat(value, `${prefix}${key}.`),
  );
}

const areas = readdirSync(join(FOLDER, FALLBACK)).map((file) => file.replace(/\.json$/, ''));
const placeholders = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]).sort();

describe('texts of errors', () => {
  const codes = [...readFileSync(ERROR_CODES, 'utf8').matchAll(/^ {4}([A-Z][A-Z_]+)\(Category/gm)].map((match) => match[1]!);

  it('knows the codes', () => {
    expect(codes).toContain('INTERNAL');
    expect(codes.length).toBeGreaterThan(40);
  });

  it.each(LANGUAGES)('%s has title and remedy for every code', (language) => {
    const problems = read(language, 'problem');
    const missing = [...codes, ...LOCAL_CODES].filter((code) => {
      const text = problems[code];
      return typeof text !== 'object' || typeof text.title !== 'string' || typeof text.remedy !== 'string';
    });
    expect(missing).toEqual([]);
  });

  it.each(LANGUAGES)('%s has none that no one sends', (language) => {
    const known = new Set<string>([...codes, ...LOCAL_CODES]);
    expect(Object.keys(read(language, 'problem')).filter((code) => !known.has(code))).toEqual([]);
  });
});

describe.each(areas)('area %s', (area) => {
  it.each(LANGUAGES.filter((language) => language !== FALLBACK))('is complete in %s', (language) => {
    const english = flat(read(FALLBACK, area));
    const other = new Map(flat(read(language, area)));
    expect(english.map(([key]) => key).filter((key) => !other.has(key))).toEqual([]);
    for (const [key, text] of english) expect(placeholders(other.get(key) ?? ''), key).toEqual(placeholders(text));
  });

  it('has no empty text and both forms of every plural', () => {
    const texts = new Map(flat(read(FALLBACK, area)));
    for (const [key, text] of texts) {
      expect(text === '' && !key.endsWith('own.name'), key).toBe(false);
      if (key.endsWith('_one')) expect(texts.has(key.replace(/_one$/, '_other')), key).toBe(true);
    }
  });

  it('keeps the manner of the house: no exclamation marks, no "please"', () => {
    for (const [key, text] of flat(read(FALLBACK, area))) expect(text, key).not.toMatch(/!|\bplease\b/i);
  });
});

describe('pickLanguage', () => {
  it('takes what was chosen, then what the browser prefers, then English', () => {
    expect(pickLanguage('en', ['xx'])).toBe('en');
    expect(pickLanguage(undefined, ['xx', 'en-GB'])).toBe('en');
    expect(pickLanguage('xx', [])).toBe('en');
  });
});
