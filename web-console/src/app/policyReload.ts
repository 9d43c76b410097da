const KEY = 'ostler.policyReload';
const AGAIN_AFTER_MILLIS = 60_000;

/**
 * The page may talk to the nodes that were there when it was loaded; its policy can't learn of others. When it is kept
 * from reaching one that joined later, it loads itself anew, once in a while at most: an editor with unsaved text asks
 * first, as for any leaving.
 */
export function reloadWhenNodesAreNew(reload: () => void = () => window.location.reload()): () => void {
  const blocked = ({ effectiveDirective }: SecurityPolicyViolationEvent): void => {
    if (effectiveDirective !== 'connect-src') return;
    const last = Number(sessionStorage.getItem(KEY) ?? 0);
    if (Date.now() - last < AGAIN_AFTER_MILLIS) return;
    sessionStorage.setItem(KEY, String(Date.now()));
    reload();
  };
  document.addEventListener('securitypolicyviolation', blocked);
  return () => document.removeEventListener('securitypolicyviolation', blocked);
}
