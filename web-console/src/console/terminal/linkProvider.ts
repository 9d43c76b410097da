import type { ILink, ILinkProvider, Terminal } from '@xterm/xterm';
import { findLinks } from '../log/links';
import { writtenLine } from './screenText';

/** Makes web addresses in the terminal's text links. They are what the text says; links that a program marks are off. */
export function linkProvider(term: Terminal): ILinkProvider {
  return {
    provideLinks(row, callback) {
      const { text, cells } = writtenLine(term.buffer.active, row - 1);
      const links = findLinks(text).flatMap(({ from, to, href }): ILink[] => {
        const start = cells[from];
        const end = cells[to - 1];
        if (start === undefined || end === undefined) return [];
        const range = { start: { x: start.x + 1, y: start.y + 1 }, end: { x: end.x + 1, y: end.y + 1 } };
        return [{ range, text: href, activate: () => window.open(href, '_blank', 'noopener,noreferrer') }];
      });
      callback(links.length > 0 ? links : undefined);
    },
  };
}
