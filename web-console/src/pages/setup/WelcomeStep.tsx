import { useTranslation } from 'react-i18next';
import { useLook, type Look } from '@/app/preferences';
import { Button } from '@/design/Button';
import { CheckField, FieldGroup, SelectField } from '@/design/Field';
import { languageName } from '@/i18n/languageName';
import { changeLanguage, LANGUAGES } from '@/i18n/texts';

const THEMES: readonly Look['theme'][] = ['system', 'light', 'dark'];

export function WelcomeStep({ onNext }: { onNext: () => void }) {
  const { t, i18n } = useTranslation(['setup', 'common']);
  const [look, change] = useLook();
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        onNext();
      }}
    >
      <p>{t('welcome')}</p>
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
      <FieldGroup legend={t('common:look.theme')} row>
        {THEMES.map((theme) => (
          <CheckField
            key={theme}
            type="radio"
            name="theme"
            label={t(`common:look.themes.${theme}`)}
            checked={look.theme === theme}
            onChange={() => change({ theme })}
          />
        ))}
      </FieldGroup>
      <div className="actions">
        <Button kind="primary" type="submit">
          {t('common:next')}
        </Button>
      </div>
    </form>
  );
}
