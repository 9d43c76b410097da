import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { applyLook, followLook, look } from '@/app/preferences';
import { pickLanguage, startTexts } from '@/i18n/texts';
import '@/design/tokens.css';
import '@/design/base.css';

applyLook();
followLook();
await startTexts(pickLanguage(look().language, navigator.languages));

const place = document.getElementById('app');
if (place) {
  createRoot(place).render(<StrictMode />);
}
