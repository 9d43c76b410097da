import { useTranslation } from 'react-i18next';
import { ENCODINGS } from './encodings';

export function EncodingSelect({ value, onChange }: { value: string; onChange: (encoding: string) => void }) {
  const { t } = useTranslation('files');
  const known = (ENCODINGS as readonly string[]).includes(value) ? ENCODINGS : [value, ...ENCODINGS];
  return (
    <select aria-label={t('editor.encoding')} value={value} onChange={(event) => onChange(event.target.value)}>
      {known.map((each) => (
        <option key={each} value={each}>
          {each}
        </option>
      ))}
    </select>
  );
}
