/** The set-up code from the printed link (`/setup#code=…`), taken out of the address so that no history keeps it. */
export function takeCode(): string {
  const code = new URLSearchParams(location.hash.replace(/^#/, '')).get('code') ?? '';
  if (code !== '') history.replaceState(null, '', location.pathname + location.search);
  return code;
}
