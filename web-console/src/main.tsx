import { setNonce } from 'get-nonce';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from '@/App';
import { cspNonce } from '@/app/nonce';
import { applyLook, followLook, look } from '@/app/preferences';
import { pickLanguage, startTexts } from '@/i18n/texts';
import { loadSession, wasSignedIn } from '@/session/session';
import '@/design/tokens.css';
import '@/design/base.css';

const nonce = cspNonce();
// Radix's scroll lock adds a style element and asks get-nonce for permission to.
if (nonce !== undefined) setNonce(nonce);

applyLook();
followLook();

async function start(place: HTMLElement): Promise<void> {
  // Side by side: texts, session and, when somebody probably is signed in, the shell.
  if (wasSignedIn()) void import('@/app/Shell');
  await Promise.all([startTexts(pickLanguage(look().language, navigator.languages)), loadSession()]);
  createRoot(place).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}

const place = document.getElementById('app');
if (place) void start(place);
