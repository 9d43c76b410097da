/** The nonce of this page's content security policy, for libraries that add style elements. */
export function cspNonce(): string | undefined {
  const meta = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]');
  const nonce = meta?.content ?? '';
  return nonce === '' || nonce.startsWith('__') ? undefined : nonce;
}
