import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

/**
 * Chunks by when they are needed, so that a page takes few requests: `base` for everybody, `shell` after sign-in, the texts
 * of the start in one file per language. Pages, but for the list of instances, and heavy parts keep chunks of their own.
 */
const BASE_LIBRARIES = /node_modules\/(react|react-dom|scheduler|i18next|react-i18next|use-sync-external-store|get-nonce)\//;
const BASE = /src\/(api\/(http|problem|permissions)|app\/(preferences|nonce)|i18n\/(?!pseudo)\w+|session\/(?!SignInAgain|NewPassword|Confirm|Proof|SecondStep|PasskeySignIn|passkeys\.)\w+|design\/(Button|Field|Mark|Notices|problemTexts))\.tsx?$/;
const SHELL_LIBRARIES = /node_modules\/(@tanstack|radix-ui|@radix-ui|@floating-ui|lucide-react|react-remove-scroll|react-style-singleton|react-remove-scroll-bar|use-callback-ref|use-sidecar|aria-hidden|tslib)/;
const SHELL = /src\/(app\/(?!Palette|ShortcutHelp|LeaveGuard|NeedsRight)|live\/|power\/|design\/(overlay|Page|Segmented|toasts)|instance\/(StatePill|Since|stateText)|streams\/backoff|tray\/(trayHost|TrayButton)|files\/uploads\/(uploadStore|upload)\.|api\/(calls|fileCalls|fileTypes|panel)|session\/(SignInAgain|ConfirmHost)|pages\/instances\/)/;
const START_TEXTS = /src\/i18n\/([\w-]+)\/(common|problem|session|shell|instance|instances)\.json$/;

function chunkOf(id: string): string | null {
  const texts = START_TEXTS.exec(id);
  if (texts) return `texts-${texts[1] ?? ''}`;
  if (id.includes('preload-helper') || id.startsWith('\0rolldown')) return 'base';
  if (BASE_LIBRARIES.test(id) || BASE.test(id)) return 'base';
  if (SHELL_LIBRARIES.test(id) || SHELL.test(id)) return 'shell';
  return null;
}

const panel = process.env.OSTLER_PANEL ?? 'http://127.0.0.1:9400';

export default defineConfig({
  plugins: [react()],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  // The panel replaces the placeholder with a fresh nonce in every answer.
  html: { cspNonce: '__CSP_NONCE__' },
  build: {
    outDir: 'dist',
    manifest: true,
    target: 'es2022',
    // No data: urls, so that the content security policy can stay at 'self'.
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    modulePreload: { polyfill: false },
    // One sheet: all of it is smaller than one more round trip.
    cssCodeSplit: false,
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: chunkOf, debugName: 'chunkOf' }] } } },
  },
  server: {
    host: '127.0.0.1',
    proxy: {
      '/api': { target: panel, ws: true },
      '/daemon': { target: panel, ws: true },
    },
  },
  test: {
    environment: 'happy-dom',
    include: ['src/**/*.test.{ts,tsx}'],
    setupFiles: ['src/test-setup.ts'],
    restoreMocks: true,
    // Only what hangs takes so long, also on a slow machine.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
