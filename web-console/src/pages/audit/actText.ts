import i18next from 'i18next';

/** An act in words; one that nobody gave words (a plug-in's, a ticket's) by its name. */
export function actText(act: string): string {
  const key = `audit:acts.${act.replaceAll('.', '_')}`;
  const exists = i18next.exists as (key: string) => boolean;
  return exists(key) ? (i18next.t as (key: string) => string)(key) : act;
}
