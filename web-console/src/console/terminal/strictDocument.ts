import { cspNonce } from '@/app/nonce';

/**
 * A document for xterm under a strict content security policy.
 *
 * xterm adds `<style>` elements at run time and sets the colours of single cells by `setAttribute('style', …)`; a policy
 * without 'unsafe-inline' refuses both, and xterm has no option for a nonce. But it makes every element through the
 * document that it is given (`documentOverride`). This one gives style elements the page's nonce and lets spans set
 * their style through the object model, which the policy allows. Everything else is the real document.
 */
export function strictDocument(real: Document = document, nonce: string | undefined = cspNonce()): Document {
  const createElement = (name: string, options?: ElementCreationOptions): HTMLElement => {
    const element = real.createElement(name, options);
    if (element instanceof HTMLStyleElement && nonce !== undefined) element.nonce = nonce;
    else if (element instanceof HTMLSpanElement) element.setAttribute = setAttribute;
    return element;
  };
  return new Proxy(real, {
    get: (target, name) => {
      if (name === 'createElement') return createElement;
      const value: unknown = Reflect.get(target, name, target);
      // Methods of the document insist on being called on the document itself.
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
    set: (target, name, value) => Reflect.set(target, name, value, target),
  });
}

function setAttribute(this: HTMLElement, name: string, value: string): void {
  if (name === 'style') this.style.cssText = value;
  else Element.prototype.setAttribute.call(this, name, value);
}
