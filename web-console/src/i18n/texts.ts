import i18next, { type BackendModule, type ResourceKey } from 'i18next';
import { initReactI18next } from 'react-i18next';

/**
 * Message files: one JSON per language and area (`src/i18n/<language>/<area>.json`), fetched when an area is first used.
 * Keys are readable (`instance.stop.undo`); the panel sends codes and parameters, never sentences.
 */
const files = import.meta.glob<{ default: ResourceKey }>('./*/*.json');

export const FALLBACK = 'en';
/** Made from English by pseudo.ts, never offered. */
const PSEUDO = 'en-XA';

/** Languages that have a folder. */
export const LANGUAGES: readonly string[] = [
  ...new Set(Object.keys(files).map((path) => path.split('/')[1] ?? FALLBACK)),
].sort();

const lazyFiles: BackendModule = {
  type: 'backend',
  init: () => undefined,
  read: (language, area, done) => {
    const load = files[`./${language === PSEUDO ? FALLBACK : language}/${area}.json`];
    if (!load) {
      done(new Error(`no texts: ${language}/${area}`), null);
      return;
    }
    const change = language === PSEUDO ? import('./pseudo').then((module) => module.pseudo) : undefined;
    Promise.all([load(), change]).then(
      ([texts, pseudo]) => done(null, pseudo ? pseudo(texts.default) : texts.default),
      (error: unknown) => done(error instanceof Error ? error : new Error(String(error)), null),
    );
  },
};

/** The best language that we have for what was chosen or what the browser prefers. */
export function pickLanguage(chosen: string | undefined, preferred: readonly string[]): string {
  if (chosen === PSEUDO) return chosen;
  for (const wish of chosen === undefined ? preferred : [chosen, ...preferred]) {
    const exact = LANGUAGES.find((language) => language.toLowerCase() === wish.toLowerCase());
    const near = exact ?? LANGUAGES.find((language) => language === wish.split('-')[0]?.toLowerCase());
    if (near !== undefined) return near;
  }
  return FALLBACK;
}

export async function startTexts(language: string): Promise<void> {
  await i18next
    .use(lazyFiles)
    .use(initReactI18next)
    .init({
      lng: language,
      fallbackLng: FALLBACK,
      ns: ['common'],
      defaultNS: 'common',
      fallbackNS: 'common',
      // React escapes.
      interpolation: { escapeValue: false },
      react: { useSuspense: true },
      returnEmptyString: false,
    });
  document.documentElement.lang = language;
  document.documentElement.dir = i18next.dir(language);
}

export async function changeLanguage(language: string): Promise<void> {
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
  document.documentElement.dir = i18next.dir(language);
}
