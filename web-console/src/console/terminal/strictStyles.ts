import type { Terminal } from '@xterm/xterm';
import { cspNonce } from '@/app/nonce';

/*
 * Lets xterm work under a strict content security policy. xterm 6 adds `<style>` elements while it opens and sets the
 * colours of single cells by `span.setAttribute('style', …)`. A policy without 'unsafe-inline' refuses both, and xterm
 * has no option for a nonce; its `documentOverride` is not used for rows and the scroll bar.
 */

const { createElement } = Document.prototype as {
  createElement: (this: Document, name: string) => HTMLElement;
};

/** Opens a terminal: style elements that are made meanwhile, and only those, carry the page's nonce. */
export function openStrictly(terminal: Terminal, place: HTMLElement): void {
  styleSpansByObjectModel();
  const nonce = cspNonce();
  const real = place.ownerDocument;
  const value = (name: string): HTMLElement => {
    const element = createElement.call(real, name);
    if (element instanceof HTMLStyleElement && nonce !== undefined) element.nonce = nonce;
    return element;
  };
  Object.defineProperty(real, 'createElement', { value, configurable: true });
  try {
    terminal.open(place);
  } finally {
    Reflect.deleteProperty(real, 'createElement');
  }
}

/** From now on a span takes a style attribute as properties, which the policy allows; the result is the same. */
function styleSpansByObjectModel(): void {
  if (Object.hasOwn(HTMLSpanElement.prototype, 'setAttribute')) return;
  HTMLSpanElement.prototype.setAttribute = function (name: string, value: string): void {
    if (name === 'style') this.style.cssText = value;
    else Element.prototype.setAttribute.call(this, name, value);
  };
}
