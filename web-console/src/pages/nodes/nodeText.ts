import type { Node } from '@/api/types';
import type { Tone } from '@/instance/stateText';

/** What a node's state looks like, and which of its facts need a look. */
export const nodeTone = (node: Pick<Node, 'linked'>): Tone => (node.linked ? 'running' : 'unknown');

/** Tickets live 60 s: clocks further apart than this make them fail. */
const SKEW_MILLIS = 5_000;

export const isSkewed = (node: Pick<Node, 'clockSkewMillis'>): boolean =>
  node.clockSkewMillis !== undefined && Math.abs(node.clockSkewMillis) > SKEW_MILLIS;

/** One address per line; what is wrong with the first bad one, as a key of `nodes:address.error`. */
export function parseAddresses(text: string): { addresses: string[]; error?: { line: string; rule: 'url' | 'extras' } } {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  for (const line of lines) {
    let url: URL;
    try {
      url = new URL(line);
    } catch {
      return { addresses: lines, error: { line, rule: 'url' } };
    }
    if (url.protocol !== 'http:' && url.protocol !== 'https:') return { addresses: lines, error: { line, rule: 'url' } };
    if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') {
      return { addresses: lines, error: { line, rule: 'extras' } };
    }
  }
  return { addresses: lines };
}
