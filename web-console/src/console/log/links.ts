/** A web address within a line. */
export interface Link {
  readonly from: number;
  readonly to: number;
  readonly href: string;
}

const ADDRESS = /\bhttps?:\/\/[^\s<>"'`]{1,2000}/gi;

/** Finds http and https addresses; punctuation and unmatched brackets at the end belong to the sentence. */
export function findLinks(text: string): Link[] {
  if (!text.includes('://')) return [];
  const links: Link[] = [];
  for (const match of text.matchAll(ADDRESS)) {
    const address = withoutSentenceEnd(match[0]);
    let href: string;
    try {
      const url = new URL(address);
      if (url.protocol !== 'http:' && url.protocol !== 'https:') continue;
      href = url.href;
    } catch {
      continue;
    }
    links.push({ from: match.index, to: match.index + address.length, href });
  }
  return links;
}

function withoutSentenceEnd(address: string): string {
  let end = address.replace(/[.,;:!?]+$/, '');
  for (const [open, close] of [
    ['(', ')'],
    ['[', ']'],
    ['{', '}'],
  ] as const) {
    if (end.endsWith(close) && !end.includes(open)) end = end.slice(0, -1);
  }
  return end.replace(/[.,;:!?]+$/, '');
}
