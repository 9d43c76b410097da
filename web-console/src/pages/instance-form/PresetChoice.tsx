import { useTranslation } from 'react-i18next';
import { PRESETS, type Preset, type PresetId } from './presets';
import styles from './PresetChoice.module.css';

export interface PresetChoiceProps {
  value: PresetId;
  onChange: (preset: Preset) => void;
}

export function PresetChoice({ value, onChange }: PresetChoiceProps) {
  const { t } = useTranslation('instances');
  return (
    <div className={styles.presets} role="radiogroup" aria-label={t('preset.label')}>
      {PRESETS.map((preset) => (
        <label key={preset.id} className={styles.preset}>
          <input
            type="radio"
            name="preset"
            value={preset.id}
            checked={preset.id === value}
            onChange={() => onChange(preset)}
          />
          <span>
            <b>{t(`preset.${preset.id}.title`)}</b>
            <small>{t(`preset.${preset.id}.text`)}</small>
          </span>
        </label>
      ))}
    </div>
  );
}
