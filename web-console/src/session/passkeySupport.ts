/** Passkeys belong to names of hosts, and browsers offer them on safe connections alone. */
export const passkeysWork = (): boolean =>
  window.isSecureContext && 'PublicKeyCredential' in window && !/^[\d.]+$|^\[/.test(location.hostname);
