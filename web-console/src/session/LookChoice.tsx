import { useTranslation } from 'react-i18next';
import { useLook, type Look } from '@/app/preferences';
import { changeLanguage, LANGUAGES } from '@/i18n/texts';
import { languageName } from '@/i18n/languageName';
import styles from './Session.module.css';

const THEMES: readonly Look['theme'][] = ['system', 'light', 'dark'];

/** Theme, and language when there is more than one, before anybody signed in. */
export function LookChoice() {
  const { t, i18n } = useTranslation('common');
  const [look, change] = useLook();
  const pickLanguage = (language: string) => {
    change({ language });
    void changeLanguage(language);
  };
  return (
    <>
      <label className={styles.choice}>
        <span>{t('look.theme')}</span>
        <select value={look.theme} onChange={(event) => change({ theme: event.target.value as Look['theme'] })}>
          {THEMES.map((theme) => (
            <option key={theme} value={theme}>
              {t(`look.themes.${theme}`)}
            </option>
          ))}
        </select>
      </label>
      {LANGUAGES.length > 1 && (
        <label className={styles.choice}>
          <span>{t('look.language')}</span>
          <select value={i18n.language} onChange={(event) => pickLanguage(event.target.value)}>
            {LANGUAGES.map((language) => (
              <option key={language} value={language} lang={language}>
                {languageName(language)}
              </option>
            ))}
          </select>
        </label>
      )}
    </>
  );
}
