const KEY = 'ostler.invitation';

/**
 * The secret of the link (`/invite#…`), taken out of the address so that no history keeps it. It stays with this tab
 * until it is used: signing in may lead over other pages.
 */
export function takeSecret(): string {
  const given = location.hash.replace(/^#/, '');
  try {
    if (given === '') return sessionStorage.getItem(KEY) ?? '';
    history.replaceState(null, '', location.pathname);
    sessionStorage.setItem(KEY, given);
  } catch {
    // Without storage the link has to be opened again after signing in.
  }
  return given;
}

export function forgetSecret(): void {
  try {
    sessionStorage.removeItem(KEY);
  } catch {
    // nothing was kept
  }
}
