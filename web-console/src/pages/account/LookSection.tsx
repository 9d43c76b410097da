import { useTranslation } from 'react-i18next';
import { useLook, usePreference, type Look } from '@/app/preferences';
import { CheckField, SelectField } from '@/design/Field';
import { Section } from '@/design/Page';
import { languageName } from '@/i18n/languageName';
import { changeLanguage, LANGUAGES } from '@/i18n/texts';
import styles from './Account.module.css';

const THEMES: readonly Look['theme'][] = ['system', 'light', 'dark'];
const DENSITIES: readonly Look['density'][] = ['comfortable', 'compact'];

/** Kept in this browser. */
export function LookSection() {
  const { t, i18n } = useTranslation(['account', 'common']);
  const [look, change] = useLook();
  const [shortcuts, setShortcuts] = usePreference('shortcuts', true);
  return (
    <Section title={t('look.section')}>
      <div className={styles.fields}>
        <SelectField
          label={t('common:look.theme')}
          value={look.theme}
          onChange={(event) => change({ theme: event.target.value as Look['theme'] })}
        >
          {THEMES.map((theme) => (
            <option key={theme} value={theme}>
              {t(`common:look.themes.${theme}`)}
            </option>
          ))}
        </SelectField>
        <SelectField
          label={t('look.density')}
          value={look.density}
          onChange={(event) => change({ density: event.target.value as Look['density'] })}
        >
          {DENSITIES.map((density) => (
            <option key={density} value={density}>
              {t(`look.densities.${density}`)}
            </option>
          ))}
        </SelectField>
        {LANGUAGES.length > 1 && (
          <SelectField
            label={t('common:look.language')}
            value={i18n.language}
            onChange={(event) => {
              change({ language: event.target.value });
              void changeLanguage(event.target.value);
            }}
          >
            {LANGUAGES.map((language) => (
              <option key={language} value={language} lang={language}>
                {languageName(language)}
              </option>
            ))}
          </SelectField>
        )}
      </div>
      <CheckField
        label={t('look.contrast')}
        checked={look.contrast === 'more'}
        onChange={(event) => change({ contrast: event.target.checked ? 'more' : 'normal' })}
      />
      <CheckField
        label={t('look.shortcuts')}
        hint={t('look.shortcutsHint')}
        checked={shortcuts}
        onChange={(event) => setShortcuts(event.target.checked)}
      />
    </Section>
  );
}
